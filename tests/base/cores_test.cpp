// SPDX-License-Identifier: Apache-2.0
#include "base/cores.h"

#include <gtest/gtest.h>
#include <sched.h>

#include <thread>

namespace mmoe {
namespace {

TEST(Cores, AreThoseThatTheProcessMayUse) {
  EXPECT_GE(available_cores(), 1U);
  EXPECT_LE(available_cores(), std::thread::hardware_concurrency());
  std::thread([] {  // an affinity is a thread's own
    cpu_set_t all, one;
    ASSERT_EQ(sched_getaffinity(0, sizeof all, &all), 0);
    int first = 0;
    while (!CPU_ISSET(first, &all)) ++first;
    CPU_ZERO(&one);
    CPU_SET(first, &one);
    ASSERT_EQ(sched_setaffinity(0, sizeof one, &one), 0);
    EXPECT_EQ(available_cores(), 1U);
  })
      .join();
}

}  // namespace
}  // namespace mmoe
