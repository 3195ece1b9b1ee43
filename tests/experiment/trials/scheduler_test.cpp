// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/scheduler.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <stdexcept>

namespace mmoe {
namespace {

TEST(Scheduler, RunsTheLongestFirstAndEqualOnesInOrder) {
  std::vector<int> order;
  Scheduler scheduler(1);
  scheduler.add(1, [&] { order.push_back(1); });
  scheduler.add(3, [&] { order.push_back(2); });
  scheduler.add(1, [&] { order.push_back(3); });
  scheduler.add(2, [&] { order.push_back(4); });
  scheduler.run();
  EXPECT_EQ(order, (std::vector<int>{2, 4, 1, 3}));
}

TEST(Scheduler, RunsAnEarlierRoundFirst) {
  std::vector<int> order;
  Scheduler scheduler(1);
  scheduler.add(
      9, [&] { order.push_back(1); }, 2);
  scheduler.add(
      1, [&] { order.push_back(2); }, 0);
  scheduler.add(
      2, [&] { order.push_back(3); }, 1);
  scheduler.add(
      3, [&] { order.push_back(4); }, 1);
  scheduler.run();
  EXPECT_EQ(order, (std::vector<int>{2, 4, 3, 1}));
}

TEST(Scheduler, RunsWhatPiecesAdd) {
  for (const std::size_t jobs : {1U, 4U}) {
    std::atomic<int> done = 0;
    Scheduler scheduler(jobs);
    scheduler.add(1, [&] {
      for (int i = 0; i < 10; ++i) {
        scheduler.add(1, [&] { scheduler.add(1, [&] { ++done; }); });
      }
    });
    scheduler.run();
    EXPECT_EQ(done, 10) << jobs;
  }
}

TEST(Scheduler, RunsAsManyAtATimeAsThereAreJobs) {
  Scheduler scheduler(3);
  std::latch together(3);  // nobody passes before the third is there
  scheduler.add(1, [&] {
    for (int i = 0; i < 2; ++i) scheduler.add(1, [&] { together.arrive_and_wait(); });
    together.arrive_and_wait();
  });
  scheduler.run();
  EXPECT_TRUE(together.try_wait());
}

TEST(Scheduler, RunsOnTheCallingThreadAloneWithOneJob) {
  Scheduler scheduler(1);
  std::vector<std::thread::id> threads;
  for (int i = 0; i < 3; ++i) {
    scheduler.add(1, [&] { threads.push_back(std::this_thread::get_id()); });
  }
  scheduler.run();
  EXPECT_EQ(threads, std::vector<std::thread::id>(3, std::this_thread::get_id()));
}

TEST(Scheduler, StopsAtWhatAPieceThrows) {
  Scheduler scheduler(1);
  int done = 0;
  scheduler.add(2, [&] { ++done; });
  scheduler.add(1, [] { throw std::runtime_error("full"); });
  scheduler.add(0, [&] { ++done; });
  EXPECT_THROW(scheduler.run(), std::runtime_error);
  EXPECT_EQ(done, 1);
}

TEST(Scheduler, SharesIdleJobsAmongTheLastPieces) {
  Scheduler scheduler(5);
  std::latch begun(2), asked(1);
  std::size_t of_two = 0, alone = 0;
  scheduler.add(1, [&] {
    begun.arrive_and_wait();
    of_two = scheduler.threads_per_piece();
    asked.count_down();
  });
  scheduler.add(1, [&] {
    begun.arrive_and_wait();
    asked.wait();
  });
  scheduler.run();
  EXPECT_EQ(of_two, 2U);
  scheduler.add(1, [&] { alone = scheduler.threads_per_piece(); });
  scheduler.run();
  EXPECT_EQ(alone, 5U);
}

TEST(Scheduler, WithoutWorkReturns) {
  Scheduler scheduler(4);
  scheduler.run();
}

}  // namespace
}  // namespace mmoe
