// SPDX-License-Identifier: Apache-2.0
#include "training/schedule.h"

#include <gtest/gtest.h>

namespace mmoe {
namespace {

TrainingOptions scheduled(const std::string& schedule, std::int64_t warmup = 0) {
  TrainingOptions options;
  options.steps = 100;
  options.schedule = schedule;
  options.warmup = warmup;
  options.decay_factor = 0.5;
  options.decay_every = 10;
  return options;
}

TEST(RateFactor, IsOneWhereConstant) {
  for (const std::int64_t step : {1, 50, 100})
    EXPECT_EQ(rate_factor(scheduled("constant"), step), 1);
}

TEST(RateFactor, FallsAsHalfACosine) {
  const TrainingOptions cosine = scheduled("cosine");
  EXPECT_EQ(rate_factor(cosine, 1), 1);
  EXPECT_DOUBLE_EQ(rate_factor(cosine, 51), 0.5);
  EXPECT_GT(rate_factor(cosine, 100), 0);  // the last step still moves
  EXPECT_LT(rate_factor(cosine, 100), 1e-3);
}

TEST(RateFactor, FallsInSteps) {
  const TrainingOptions steps = scheduled("step");
  EXPECT_EQ(rate_factor(steps, 10), 1);
  EXPECT_EQ(rate_factor(steps, 11), 0.5);
  EXPECT_EQ(rate_factor(steps, 31), 0.125);
}

TEST(RateFactor, RisesFirstDuringTheWarmUp) {
  EXPECT_EQ(rate_factor(scheduled("constant", 4), 1), 0.25);
  EXPECT_EQ(rate_factor(scheduled("constant", 4), 4), 1);
  EXPECT_EQ(rate_factor(scheduled("constant", 4), 9), 1);
  EXPECT_EQ(rate_factor(scheduled("step", 20), 12), 0.5 * 0.6);
}

}  // namespace
}  // namespace mmoe
