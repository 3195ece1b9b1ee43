// SPDX-License-Identifier: Apache-2.0
#include "data/fetch/mirror.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "cli/run_cli.h"

namespace mmoe {
namespace {

constexpr const char* kPublished = "https://a.org/117/census+income.zip";

TEST(MirrorUrl, IsThePublishedOneWithoutAMirror) {
  EXPECT_EQ(mirror_url(kPublished, ""), kPublished);
}

TEST(MirrorUrl, IsAFileOrAFolder) {
  EXPECT_EQ(mirror_url(kPublished, "http://b.org/x.zip"), "http://b.org/x.zip");
  EXPECT_EQ(mirror_url(kPublished, "http://b.org/x/"), "http://b.org/x/census+income.zip");
  EXPECT_EQ(mirror_url(kPublished, "https://b.org"), "https://b.org/census+income.zip");
  EXPECT_EQ(mirror_url(kPublished, "file:///x.zip"), "file:///x.zip");
}

TEST(MirrorUrl, OfAPathIsEscaped) {
  const testing::TempDir dir;
  const std::string file = dir / "a b%+.zip";
  testing::write_file(file, "");
  EXPECT_EQ(mirror_url(kPublished, file), "file://" + dir.path().string() + "/a%20b%25%2B.zip");
  EXPECT_EQ(mirror_url(kPublished, dir.path()),
            "file://" + dir.path().string() + "/census%2Bincome.zip");
}

TEST(MirrorUrl, RefusesOtherProtocolsAndMissingPaths) {
  EXPECT_THROW(mirror_url(kPublished, "ftp://b.org/x.zip"), InputError);
  EXPECT_THROW(mirror_url(kPublished, "/no/such/file.zip"), InputError);
}

}  // namespace
}  // namespace mmoe
