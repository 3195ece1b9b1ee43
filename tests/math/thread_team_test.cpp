// SPDX-License-Identifier: Apache-2.0
#include "math/thread_team.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <latch>
#include <stdexcept>

#include "subnormal.h"

namespace mmoe {
namespace {

TEST(ThreadTeam, CallsEachPieceOnce) {
  ThreadTeam team;
  for (const std::size_t threads : {1U, 3U, 2U, 5U, 1U}) {
    team.resize(threads);
    EXPECT_EQ(team.size(), threads);
    for (const std::size_t pieces : {0U, 1U, 2U, 3U, 100U}) {
      std::array<std::atomic<int>, 100> calls{};
      team.run(pieces, [&](std::size_t i) { ++calls.at(i); });
      for (std::size_t i = 0; i < calls.size(); ++i) EXPECT_EQ(calls.at(i), i < pieces ? 1 : 0);
    }
  }
}

TEST(ThreadTeam, WorksOnAsManyPiecesAtATimeAsItHasThreads) {
  ThreadTeam team;
  team.resize(3);
  std::latch together(3);  // nobody passes before the third is there
  team.run(3, [&](std::size_t) { together.arrive_and_wait(); });
}

TEST(ThreadTeam, ThrowsWhatAPieceThrewOnceAllHaveReturned) {
  ThreadTeam team;
  for (const std::size_t threads : {2U, 3U}) {
    team.resize(threads);
    std::atomic<int> returned = 0;
    const auto piece = [&](std::size_t i) {
      if (i == 1) throw std::runtime_error("one");
      ++returned;
    };
    EXPECT_THROW(team.run(20, piece), std::runtime_error);
    EXPECT_EQ(returned, 19);
    team.run(1, piece);  // it goes on
    EXPECT_EQ(returned, 20);
  }
}

#ifdef __SSE2__
TEST(ThreadTeam, FlushesSubnormalNumbersOnItsOwnThreads) {
  ThreadTeam team;
  team.resize(2);
  std::latch together(2);
  std::atomic<int> flushed = 0;
  team.run(2, [&](std::size_t) {
    together.arrive_and_wait();
    if (testing::half_of_the_smallest() == 0) ++flushed;
  });
  EXPECT_EQ(flushed, 1);  // the caller's is left as it is
}
#endif

}  // namespace
}  // namespace mmoe
