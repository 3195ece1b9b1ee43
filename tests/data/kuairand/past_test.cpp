// SPDX-License-Identifier: Apache-2.0
// What a row knows of the past, and that it knows nothing else.
#include <gtest/gtest.h>

#include "data/kuairand/imported_rows.h"

namespace mmoe {
namespace {

TEST(KuaiPast, PreviousVideoIsOfAnEarlierPageAndAtMostHalfAnHourOld) {
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
TEST(KuaiPast, NoRowSeesALaterDay) {
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
TEST(KuaiPast, PlayTimeIsNoInput) {
  SmallKuaiRand other;
  for (MadeExposure& row : other.late) row.play_time_ms += 1000;
  const auto before = imported_rows(SmallKuaiRand()), after = imported_rows(other);
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t i = 0; i < after.size(); ++i) EXPECT_TRUE(same_but_labels(before[i], after[i]));
}

TEST(KuaiPast, CountsExposuresOfEarlierDaysInTheStandardLog) {
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

}  // namespace
}  // namespace mmoe
