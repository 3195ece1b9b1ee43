// SPDX-License-Identifier: Apache-2.0
#include "data/kuairand/import.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/error.h"
#include "data/block_file.h"
#include "data/kuairand/features.h"
#include "data/kuairand/imported_rows.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;

TEST(KuaiImport, SortsAndDropsExactDuplicates) {
  const SmallKuaiRand made;
  const TestFolder folder;
  const KuaiLog log(small_import(folder, made.write(folder)));
  EXPECT_EQ(log.rows(), made.early.size() + made.late.size() + made.random.size() - 1);
  EXPECT_EQ(log.duplicates(), 1U);
  for (std::size_t i = 1; i < log.rows(); ++i) {
    const KuaiRow &last = log.row(i - 1), &row = log.row(i);
    EXPECT_TRUE(last.user() < row.user() ||
                (last.user() == row.user() && last.time_ms <= row.time_ms));
  }
  EXPECT_EQ(log.part(KuaiPart::kTest).size(), std::size_t{SmallKuaiRand::kUsers} * 4);
  EXPECT_EQ(log.part(KuaiPart::kValidation).size(), std::size_t{SmallKuaiRand::kUsers} * 4);
  EXPECT_EQ(log.part(KuaiPart::kRandom).size(), std::size_t{SmallKuaiRand::kUsers});
}

TEST(KuaiImport, JoinsFeaturesWithTheirQuirks) {
  for (const KuaiRow& row : imported_rows(SmallKuaiRand())) {
    const std::int32_t user = row.user(), video = row.ids[kVideoField];
    EXPECT_EQ(row.ids[kAuthorField], video / 3);
    EXPECT_EQ(row.ids[kTagField], video % 4 == 0 ? 12 : video % 4 == 1 ? -1 : 7);
    EXPECT_EQ(row.ids[kDegreeField], category_number(user % 3 == 0 ? "full_active" : "UNKNOWN"));
    EXPECT_EQ(row.ids[kRangeField], user % 4 == 0 ? -1 : category_number("31-60"));
    EXPECT_EQ(row.ids[kOnehotField], user % 5 >= 3 ? -1 : 1);
    EXPECT_EQ(row.numbers[1], static_cast<float>(5 + user));
    EXPECT_EQ(row.numbers[9], row.numbers[0] == 0 ? 1.0F : 0.0F);
  }
}

/// 2022-04-07 23:53:20 in UTC+8 has the date 20220408.
TEST(KuaiImport, TakesTheDayFromTheDateAndTheHourFromTheTime) {
  const std::vector<KuaiRow> rows = imported_rows(SmallKuaiRand());
  const auto odd =
      std::ranges::find_if(rows, [](const KuaiRow& row) { return row.ids[kHourField] == 23; });
  ASSERT_NE(odd, rows.end());
  EXPECT_EQ(odd->day, 0);
  EXPECT_EQ(odd->time_ms, 1649347200000 - 400000);
}

TEST(KuaiFeatures, AreFoundByIdsThatHaveHoles) {
  std::vector<KuaiVideo> videos;
  for (const std::int32_t id : {-1, 0, 1, 2, 5, 6, 40, 41, 1000, 2000000000}) {
    videos.push_back({.video = id, .author = 7 + id % 1000});
  }
  for (std::int32_t id = -3; id < 1100; ++id) {
    const auto known = std::ranges::find(videos, id, &KuaiVideo::video);
    EXPECT_EQ(find_kuai_video(videos, id).author,
              known == videos.end() ? kKuaiUnknown : known->author)
        << id;
  }
  EXPECT_EQ(find_kuai_video(videos, 2000000000).author, 7);
  EXPECT_EQ(find_kuai_video(videos, 1999999999).author, kKuaiUnknown);
  EXPECT_EQ(find_kuai_video({}, 0).author, kKuaiUnknown);
}

TEST(KuaiImport, OfAnUnpackedFolderIsTheSame) {
  const SmallKuaiRand made;
  const TestFolder folder;
  fs::create_directories(folder.path("KuaiRand-1K/data"));
  for (const mmoe::testing::Entry& entry : made.entries()) folder.write(entry.path, entry.text);
  const KuaiLog unpacked(small_import(folder, find_kuai_source(kuai_edition("1k"), folder.path())));
  fs::create_directories(folder.path("packed"));
  const std::string archive = folder.write("packed/KuaiRand-1K.tar.gz", made.archive());
  KuaiImport import = small_import(folder, archive);
  import.folder = folder.path("cache2");
  EXPECT_EQ(KuaiLog(import).sha256(), unpacked.sha256());
}

TEST(KuaiImport, GoesOnWhereItStoppedAndEndsInTheSameBytes) {
  const SmallKuaiRand made;
  const TestFolder folder;
  const KuaiImport import = small_import(folder, made.write(folder));
  const KuaiImported whole = import_kuairand(import);
  const std::string bytes = folder.read("cache/kuairand-1k-users-1.rows");
  fs::remove(whole.file);
  for (const std::size_t left : {std::size_t{0}, std::size_t{1000}, bytes.size() - 1}) {
    folder.write("cache/kuairand-1k-users-1.rows.part", bytes.substr(0, left));
    EXPECT_EQ(import_kuairand(import).file, whole.file);
    EXPECT_EQ(folder.read("cache/kuairand-1k-users-1.rows"), bytes);
    fs::remove(whole.file);
  }
}

/// The import stops at a wrong value in the last log; once that is put right, blocks that it had
/// read are kept.
TEST(KuaiImport, KeepsWhatItHadReadOfTheSource) {
  const SmallKuaiRand made;
  const TestFolder folder;
  fs::create_directories(folder.path("KuaiRand-1K/data"));
  for (const mmoe::testing::Entry& entry : made.entries()) folder.write(entry.path, entry.text);
  KuaiImport import = small_import(folder, folder.path("KuaiRand-1K/data"));
  import.block_rows = 50;
  const KuaiImported whole = import_kuairand(import);
  const std::string bytes = folder.read("cache/kuairand-1k-users-1.rows");
  fs::remove(whole.file);

  const std::string last = "KuaiRand-1K/data/log_standard_4_22_to_5_08_1k.csv";
  const auto changed = fs::last_write_time(folder.path(last));
  const std::string text = folder.read(last);
  folder.write(last, text.substr(0, text.size() - 2) + "x\n");
  fs::last_write_time(folder.path(last), changed);
  EXPECT_THROW(import_kuairand(import), InputError);
  {
    const BlockWriter left(folder.path("cache/kuairand-1k-users-1.log"), whole.source);
    EXPECT_GT(left.mark(), made.early.size() + made.random.size());
  }
  folder.write(last, text);
  fs::last_write_time(folder.path(last), changed);
  EXPECT_EQ(import_kuairand(import).file, whole.file);
  EXPECT_EQ(folder.read("cache/kuairand-1k-users-1.rows"), bytes);
}

/// A damaged block is not read as if it were data, though the file opens without reading it.
TEST(KuaiImport, RefusesADamagedBlockOfImportedRows) {
  const TestFolder folder;
  const KuaiImport import = small_import(folder, SmallKuaiRand().write(folder));
  import_kuairand(import);
  const std::string file = "cache/kuairand-1k-users-1.rows";
  std::string bytes = folder.read(file);
  bytes[bytes.size() / 2] ^= 1;
  folder.write(file, bytes);
  try {
    const KuaiLog log(import);
    FAIL() << "read";
  } catch (const RunError& error) {
    EXPECT_NE(std::string(error.what()).find("block 0 is damaged"), std::string::npos);
  }
}

TEST(KuaiImport, KeepsAShareOfUsersWhole) {
  const SmallKuaiRand made;
  const TestFolder folder;
  KuaiImport import = small_import(folder, made.write(folder));
  import.users = 0.5;
  const KuaiLog log(import);
  std::set<std::int32_t> users;
  for (std::size_t i = 0; i < log.rows(); ++i) users.insert(log.row(i).user());
  for (int user = 0; user < SmallKuaiRand::kUsers; ++user) {
    EXPECT_EQ(users.contains(user), is_sampled_user(user, 0.5)) << user;
  }
  EXPECT_GT(users.size(), 1U);
  EXPECT_LT(users.size(), std::size_t{SmallKuaiRand::kUsers});
}

}  // namespace
}  // namespace mmoe
