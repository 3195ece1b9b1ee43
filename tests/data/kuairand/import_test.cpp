// SPDX-License-Identifier: Apache-2.0
#include "data/kuairand/import.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "base/error.h"
#include "data/block_file.h"
#include "data/kuairand/features.h"
#include "data/kuairand/log.h"
#include "data/kuairand/small_kuairand.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::size_t kVideoField = 1, kPreviousField = 2, kAuthorField = 3, kTagField = 5,
                      kHourField = 8, kDegreeField = 10, kRangeField = 11, kOnehotField = 12;

KuaiImport small_import(const TestFolder& folder, const fs::path& source) {
  return {.edition = kuai_edition("1k"), .source = source, .folder = folder.path("cache")};
}

/// Rows of the logs of `made`, imported.
std::vector<KuaiRow> imported_rows(const SmallKuaiRand& made) {
  const TestFolder folder;
  const KuaiLog log(small_import(folder, made.write(folder)));
  std::vector<KuaiRow> rows;
  for (std::size_t i = 0; i < log.rows(); ++i) rows.push_back(log.row(i));
  return rows;
}

std::string refusal_of(const TestFolder& folder, const fs::path& source) {
  try {
    import_kuairand(small_import(folder, source));
  } catch (const InputError& error) {
    return error.what();
  } catch (const RunError& error) {
    return error.what();
  }
  return "none";
}

/// What is said of an archive whose entry `name` has another text.
std::string refusal_of_text(const std::string& name, const std::string& text) {
  const TestFolder folder;
  auto entries = SmallKuaiRand().entries();
  for (mmoe::testing::Entry& entry : entries) {
    if (entry.path.ends_with(name)) entry.text = text;
  }
  return refusal_of(folder,
                    folder.write("KuaiRand-1K.tar.gz", mmoe::testing::make_tar_gz(entries)));
}

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

TEST(KuaiImport, PreviousVideoIsOfAnEarlierPageAndAtMostHalfAnHourOld) {
  SmallKuaiRand made;
  made.early = {{.user = 1, .video = 1, .seconds = 1000, .long_view = 1},
                {.user = 1, .video = 2, .seconds = 1000},
                {.user = 1, .video = 3, .seconds = 2800},
                {.user = 1, .video = 4, .seconds = 2801},
                {.user = 2, .video = 5, .seconds = 2801}};
  std::vector<KuaiRow> rows = imported_rows(made);
  std::erase_if(rows, [](const KuaiRow& row) { return row.day > 0; });
  ASSERT_EQ(rows.size(), 5U);
  EXPECT_EQ(rows[0].ids[kPreviousField], -1);
  EXPECT_EQ(rows[1].ids[kPreviousField], -1) << "of the same page";
  EXPECT_EQ(rows[2].ids[kPreviousField], 1) << "30 minutes before";
  EXPECT_EQ(rows[3].ids[kPreviousField], -1) << "more than 30 minutes before";
  EXPECT_EQ(rows[4].ids[kPreviousField], -1) << "of another user";
  EXPECT_EQ(rows[2].numbers[8], 1800.0F);
  EXPECT_EQ(rows[3].numbers[8], 1.0F);
}

bool same_but_labels(const KuaiRow& a, const KuaiRow& b) {
  return a.ids == b.ids && a.numbers == b.numbers && a.time_ms == b.time_ms && a.day == b.day;
}

/// Whatever happens on a day changes no row of an earlier day, nor what the day's own page shows.
TEST(KuaiImport, NoRowSeesALaterDay) {
  const SmallKuaiRand made;
  const std::vector<KuaiRow> before = imported_rows(made);
  for (std::size_t changed = 0; changed < made.late.size(); changed += 97) {
    SmallKuaiRand other;
    MadeExposure& row = other.late[changed];
    row.long_view = 1 - row.long_view;
    row.like = 1 - row.like;
    row.video = (row.video + 1) % SmallKuaiRand::kVideos;
    row.duration_ms += 1;
    const std::vector<KuaiRow> after = imported_rows(other);
    ASSERT_EQ(after.size(), before.size());
    for (std::size_t i = 0; i < after.size(); ++i) {
      if (after[i].day >= row.day) continue;
      EXPECT_TRUE(same_but_labels(before[i], after[i]) && before[i].long_view == after[i].long_view)
          << "row " << i << " of day " << int{after[i].day} << " sees day " << row.day;
    }
  }
}

/// What is measured during or after the exposure is in no row.
TEST(KuaiImport, PlayTimeIsNoInput) {
  SmallKuaiRand other;
  for (MadeExposure& row : other.late) row.play_time_ms += 1000;
  const auto before = imported_rows(SmallKuaiRand()), after = imported_rows(other);
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t i = 0; i < after.size(); ++i) EXPECT_TRUE(same_but_labels(before[i], after[i]));
}

TEST(KuaiImport, CountsExposuresOfEarlierDaysInTheStandardLog) {
  const SmallKuaiRand made;
  for (const KuaiRow& row : imported_rows(made)) {
    int expected = 0;
    for (const auto* log : {&made.early, &made.late}) {
      for (const MadeExposure& shown : *log) {
        expected += shown.day < row.day && shown.video == row.ids[kVideoField] ? 1 : 0;
      }
    }
    const auto& twice = made.early.front();  // its duplicate is no exposure
    expected -= twice.day < row.day && twice.video == row.ids[kVideoField] ? 1 : 0;
    ASSERT_EQ(row.numbers[7], static_cast<float>(expected));
  }
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

TEST(KuaiImport, RefusesATruncatedArchiveInOneLine) {
  const TestFolder folder;
  const std::string bytes = SmallKuaiRand().archive();
  for (const std::size_t left :
       {std::size_t{0}, std::size_t{100}, bytes.size() / 2, bytes.size() * 9 / 10}) {
    const std::string line =
        refusal_of(folder, folder.write("KuaiRand-1K.tar.gz", bytes.substr(0, left)));
    EXPECT_THAT(line, AllOf(HasSubstr("KuaiRand-1K.tar.gz: "), Not(HasSubstr("\n")),
                            Not(HasSubstr("none"))))
        << left;
    fs::remove_all(folder.path("cache"));
  }
}

TEST(KuaiImport, RefusesAChangedSource) {
  const TestFolder folder;
  const KuaiImport import = small_import(folder, SmallKuaiRand().write(folder));
  import_kuairand(import);
  SmallKuaiRand other;
  other.late.pop_back();
  other.write(folder);
  try {
    const KuaiLog log(import);
    FAIL() << "read";
  } catch (const RunError& error) {
    EXPECT_THAT(error.what(), HasSubstr("made of another source"));
  }
}

TEST(KuaiImport, RefusesWrongFilesInOneLine) {
  const std::string log = "log_standard_4_22_to_5_08_1k.csv";
  std::string header = kKuaiLogHeader;
  header.replace(header.find("long_view"), 9, "longview");
  EXPECT_THAT(refusal_of_text(log, header),
              HasSubstr(log + ":1: wrong header: found 'longview' as column 12; expected "
                              "'long_view'"));
  const std::string row = MadeExposure{}.line();
  EXPECT_THAT(refusal_of_text(log, kKuaiLogHeader + row + "1,2,3\n"),
              HasSubstr(log + ":3: found 3 fields; expected 19: is the file truncated?"));
  EXPECT_THAT(refusal_of_text(log, kKuaiLogHeader + row.substr(1).insert(0, "x")),
              HasSubstr(log + ":2: column user_id: found 'x'; expected a whole number"));
  EXPECT_THAT(refusal_of_text(log, kKuaiLogHeader + MadeExposure{.day = 31}.line()),
              HasSubstr("column date: found '20220509'; expected a date from 20220408 to"));
  EXPECT_THAT(refusal_of_text(log, kKuaiLogHeader + MadeExposure{.long_view = 2}.line()),
              HasSubstr("column long_view: found '2'; expected 0 to 1"));
  EXPECT_THAT(refusal_of_text("user_features_1k.csv", "user_id\n1\n"),
              HasSubstr("user_features_1k.csv:1: wrong header: no column user_active_degree"));
  EXPECT_THAT(refusal_of_text("video_features_basic_1k.csv",
                              "video_id,author_id,upload_dt,upload_type,tag\n1,x,,,\n"),
              HasSubstr("video_features_basic_1k.csv:2: column author_id: found 'x'"));
}

TEST(KuaiImport, SaysWhichFileIsMissing) {
  for (const std::string name : {"user_features", "video_features_basic"}) {
    const TestFolder folder;
    auto entries = SmallKuaiRand().entries();
    std::erase_if(entries, [&](const mmoe::testing::Entry& entry) {
      return entry.path.find(name) != std::string::npos;
    });
    const std::string path =
        folder.write("KuaiRand-1K.tar.gz", mmoe::testing::make_tar_gz(entries));
    EXPECT_THAT(refusal_of(folder, path), HasSubstr("holds no " + name + "_1k.csv"));
  }
}

}  // namespace
}  // namespace mmoe
