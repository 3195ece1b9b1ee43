// SPDX-License-Identifier: Apache-2.0
#include "data/fetch/archive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "cli/run_cli.h"
#include "data/fetch/made_archive.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;
using testing::Entry;
using ::testing::HasSubstr;
using testing::make_tar_gz;
using testing::make_zip;
using testing::read_file;
using testing::write_file;

const std::string kLong(300'000, 'x');  // several blocks

class Extract : public ::testing::Test {
 protected:
  Extract() { fs::create_directory(out_); }

  void extract_from(const std::string& bytes, const std::vector<ArchiveMember>& members) {
    write_file(dir_ / "made.zip", bytes);
    extract(dir_ / "made.zip", {"inner.tar.gz"}, members, out_);
  }

  std::string failure(const std::string& bytes, const std::vector<ArchiveMember>& members) {
    try {
      extract_from(bytes, members);
    } catch (const RunError& error) {
      return error.what();
    }
    return "no failure";
  }

  const testing::TempDir dir_;
  const fs::path out_ = dir_ / "out";
};

TEST_F(Extract, ReadsMembersOfANestedArchive) {
  const std::string inner = make_tar_gz({{"top/a.data", kLong}, {"b.test", "bb"}, {"c", "c"}});
  extract_from(make_zip({{"readme", "r"}, {"inner.tar.gz", inner}}),
               {{"a.data", 300'000}, {"b.test", 2}});
  EXPECT_EQ(read_file(out_ / "a.data"), kLong);
  EXPECT_EQ(read_file(out_ / "b.test"), "bb");
  EXPECT_FALSE(fs::exists(out_ / "c"));
  EXPECT_FALSE(fs::exists(out_ / "readme"));
}

TEST_F(Extract, TakesTheInnerArchiveByItselfToo) {
  extract_from(make_tar_gz({{"a", "1"}}), {{"a", 1}});
  EXPECT_EQ(read_file(out_ / "a"), "1");
}

TEST_F(Extract, OpensOnlyTheNestedArchivesNamed) {
  const std::string inner = make_tar_gz({{"a", "1"}});
  const std::string twice = make_tar_gz({{"inner.tar.gz", inner}});  // one level too deep
  EXPECT_EQ(failure(make_zip({{"inner.tar.gz", twice}}), {{"a", 1}}), "made.zip: holds no a");
  EXPECT_EQ(failure(make_zip({{"other.tar.gz", inner}}), {{"a", 1}}), "made.zip: holds no a");
}

TEST_F(Extract, NamesAMissingMember) {
  EXPECT_EQ(failure(make_zip({{"a", "1"}}), {{"a", 1}, {"b", 1}}), "made.zip: holds no b");
}

class ExtractPath : public Extract, public ::testing::WithParamInterface<const char*> {};

TEST_P(ExtractPath, ThatLeavesTheFolderIsRefused) {
  const Entry bad{GetParam(), "evil"};
  const std::string inner = make_tar_gz({{"a", "1"}, bad});
  EXPECT_THAT(failure(inner, {{"a", 1}}),
              HasSubstr(std::string("made.zip: refused: it holds the path '") + GetParam()));
  EXPECT_THAT(failure(make_zip({{"inner.tar.gz", inner}}), {{"a", 1}}),
              HasSubstr("made.zip/inner.tar.gz: refused: it holds the path '"));
  EXPECT_FALSE(fs::exists(dir_ / "evil"));
}

INSTANTIATE_TEST_SUITE_P(Paths, ExtractPath,
                         ::testing::Values("../evil", "/evil", "x/../../evil", "x/.."));

TEST_F(Extract, AllowsDotsInNames) {
  extract_from(make_zip({{"./x..y/a", "1"}, {"...", "2"}}), {{"a", 1}});
  EXPECT_EQ(read_file(out_ / "a"), "1");
}

TEST_F(Extract, RefusesALinkForAMember) {
  EXPECT_EQ(
      failure(make_tar_gz({{.path = "a", .text = "", .link_target = "/etc/passwd"}}), {{"a", 1}}),
      "made.zip: a is not a plain file");
}

TEST_F(Extract, RefusesAMemberThatIsTooLarge) {
  EXPECT_EQ(failure(make_zip({{"a", kLong}}), {{"a", 299'999}}),
            "made.zip: a has more than 299999 bytes");
}

TEST_F(Extract, NoticesWhatIsCut) {
  const std::string inner = make_tar_gz({{"a", kLong}});
  const std::string zip = make_zip({{"inner.tar.gz", inner}});
  EXPECT_THAT(failure(zip.substr(0, zip.size() / 2), {{"a", 300'000}}),
              HasSubstr("damaged, truncated or not an archive"));
  EXPECT_THAT(
      failure(make_zip({{"inner.tar.gz", inner.substr(0, inner.size() / 2)}}), {{"a", 300'000}}),
      HasSubstr("made.zip/inner.tar.gz: damaged, truncated or not an archive"));
}

TEST_F(Extract, NoticesAFlippedBit) {
  std::string zip = make_zip({{"a", kLong}});
  zip[zip.find('a', 30) + 200] ^= 1;
  EXPECT_THAT(failure(zip, {{"a", 300'000}}), HasSubstr("damaged, truncated or not an archive"));
}

TEST_F(Extract, NoticesWhatIsNoArchive) {
  EXPECT_THAT(failure("<html>please log in</html>", {{"a", 1}}),
              HasSubstr("made.zip: damaged, truncated or not an archive: "));
}

}  // namespace
}  // namespace mmoe
