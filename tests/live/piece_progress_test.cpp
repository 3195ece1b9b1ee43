// SPDX-License-Identifier: Apache-2.0
#include "live/piece_progress.h"

#include <gtest/gtest.h>

namespace mmoe::testing {
namespace {

using std::chrono::seconds;

TEST(PieceProgress, SaysHowFarItIsEveryTenSecondsAndNotAtTheEnd) {
  const PieceProgress::Clock::time_point start{};
  PieceProgress progress("test users", 2000, start);
  EXPECT_EQ(progress.done(256, start + seconds(9)), "");
  EXPECT_EQ(progress.done(256, start + seconds(10)), "512 of 2,000 test users");
  EXPECT_EQ(progress.done(1000, start + seconds(19)), "");
  EXPECT_EQ(progress.done(256, start + seconds(20)), "1,768 of 2,000 test users");
  EXPECT_EQ(progress.done(232, start + seconds(90)), "");
}

}  // namespace
}  // namespace mmoe::testing
