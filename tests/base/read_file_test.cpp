// SPDX-License-Identifier: Apache-2.0
#include "base/read_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>

#include "data/census/census_fixture.h"

namespace mmoe {
namespace {

using ::testing::StartsWith;

/// Longer than a piece that is read at a time, and not a repeat of a few bytes.
std::string long_text() {
  std::string text;
  for (std::int64_t i = 0; text.size() < 1'000'000; ++i) text += fmt::format("{} ", i * i % 7919);
  return text;
}

TEST(ReadWholeFile, GivesTheBytesPlainOrUnpacked) {
  const TestFolder folder;
  for (const std::string& text : {std::string(), std::string("{}\n"), long_text()}) {
    EXPECT_EQ(read_whole_file(folder.write("a.json", text)), text);
    EXPECT_EQ(read_whole_file(folder.write_gz("a.json.gz", text)), text);
  }
}

TEST(ReadWholeFile, NamesTheFileAndWhyNot) {
  const TestFolder folder;
  const auto error = [](const std::string& path) {
    return input_error([&] { read_whole_file(path); });
  };
  const std::string none = folder.path("none.json");
  EXPECT_EQ(error(none), none + ": cannot be read: No such file or directory");
  EXPECT_EQ(error(folder.path()), folder.path() + ": cannot be read: Is a directory");

  folder.write_gz("a.json.gz", long_text());
  std::string bytes = folder.read("a.json.gz");
  EXPECT_EQ(error(folder.write("short.json.gz", bytes.substr(0, bytes.size() / 2))),
            folder.path("short.json.gz") +
                ": cannot be read: its gzip data is cut off; copy the file again");
  bytes[bytes.size() / 2] = static_cast<char>(~bytes[bytes.size() / 2]);
  EXPECT_THAT(error(folder.write("bad.json.gz", bytes)),
              StartsWith(folder.path("bad.json.gz") + ": cannot be read: "));
}

TEST(IsJsonName, TakesPackedOnesToo) {
  EXPECT_TRUE(is_json_name("a.json"));
  EXPECT_TRUE(is_json_name("results/a.json.gz"));
  EXPECT_FALSE(is_json_name("a.gz"));
  EXPECT_FALSE(is_json_name("json"));
}

}  // namespace
}  // namespace mmoe
