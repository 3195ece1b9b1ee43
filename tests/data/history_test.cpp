// SPDX-License-Identifier: Apache-2.0
#include "data/history.h"

#include <gtest/gtest.h>

namespace mmoe {
namespace {

TEST(UserPast, SeesNoRowOfItsOwnPage) {
  UserPast past;
  past.start_user();
  past.add({100, 0}, 0, true);
  past.add({100, 1}, 0, true);
  EXPECT_EQ(past.before(100, 0).engaged.row, -1);
  EXPECT_EQ(past.before(100, 0).shown.row, -1);
  EXPECT_EQ(past.before(101, 0).engaged.row, 1);
  EXPECT_EQ(past.before(101, 0).shown.time_ms, 100);
}

TEST(UserPast, KeepsTheLastEngagementApartFromTheLastRow) {
  UserPast past;
  past.start_user();
  past.add({100, 0}, 0, true);
  past.add({200, 1}, 0, false);
  const UserPast::Found found = past.before(300, 0);
  EXPECT_EQ(found.engaged.row, 0);
  EXPECT_EQ(found.shown.row, 1);
}

/// Where dates and times disagree, an earlier time does not make a later day the past.
TEST(UserPast, SeesNoRowOfALaterDay) {
  UserPast past;
  past.start_user();
  past.add({100, 0}, 1, true);
  past.add({200, 1}, 5, true);
  EXPECT_EQ(past.before(300, 4).engaged.row, 0);
  EXPECT_EQ(past.before(300, 5).engaged.row, 1);
  EXPECT_EQ(past.before(300, 0).engaged.row, -1);
}

TEST(UserPast, OfAnotherUserIsForgotten) {
  UserPast past;
  past.start_user();
  past.add({100, 0}, 0, true);
  past.start_user();
  EXPECT_EQ(past.before(300, 0).shown.row, -1);
}

TEST(ExposureCounts, CountEarlierDaysAlone) {
  ExposureCounts counts;
  EXPECT_EQ(counts.before(7, 0, true), 0U);
  EXPECT_EQ(counts.before(7, 0, true), 0U);
  EXPECT_EQ(counts.before(7, 2, true), 2U);
  EXPECT_EQ(counts.before(7, 3, false), 3U);
  EXPECT_EQ(counts.before(7, 4, true), 3U);
  EXPECT_EQ(counts.before(8, 4, true), 0U);
}

TEST(ExposureCounts, TakeIdsOfAnySize) {
  ExposureCounts counts;
  for (std::uint32_t day = 0; day < 3; ++day) {
    for (const std::int32_t id : {-5, 0, 1000, 1 << 25, 2147483647}) {
      EXPECT_EQ(counts.before(id, day, true), day) << id;
    }
  }
}

}  // namespace
}  // namespace mmoe
