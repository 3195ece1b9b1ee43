// SPDX-License-Identifier: Apache-2.0
#include "results/pairing.h"

#include <gmock/gmock.h>

#include <limits>

namespace mmoe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TrialRecord losses_of_run(std::int64_t run, std::optional<double> y1, std::optional<double> y2) {
  TrialRecord trial;
  trial.seed = 7;
  trial.run = run;
  trial.metrics = {{"y1", "mse", "validation", 99.0},
                   {"y1", "mse", "test", y1},
                   {"y2", "mse", "test", y2},
                   {"y2", "r2", "test", 0.5}};
  return trial;
}

TEST(Pairing, TakesTheMetricOfTheTestSetByRun) {
  const TrialRecord late = losses_of_run(3, 1, 2);
  const TrialRecord early = losses_of_run(0, 5, 8);
  const RunValues mean = values_by_run({&late, &early}, "mse");
  EXPECT_EQ(mean, (RunValues{{{7, 0}, 6.5}, {{7, 3}, 1.5}}));
  EXPECT_EQ(values_by_run({&late}, "mse", "y2"), (RunValues{{{7, 3}, 2}}));
}

TEST(Pairing, LeavesOutTrialsWithoutAFiniteValue) {
  const TrialRecord unknown = losses_of_run(0, {}, 1);
  const TrialRecord infinite = losses_of_run(1, std::numeric_limits<double>::infinity(), 1);
  EXPECT_THAT(values_by_run({&unknown, &infinite}, "mse"), IsEmpty());
  EXPECT_EQ(values_by_run({&unknown, &infinite}, "mse", "y2").size(), 2);
}

const RunValues kA = {{{1, 0}, 10}, {{1, 1}, 11}, {{1, 2}, 12}};
const RunValues kB = {{{1, 1}, 1}, {{1, 2}, 2}, {{1, 3}, 3}};

TEST(Pairing, PairsTheRunsThatAllHave) {
  EXPECT_THAT(common_runs({kA, kB}), ElementsAre(RunId{1, 1}, RunId{1, 2}));
  EXPECT_THAT(pair_by_run({kA, kB}), ElementsAre(ElementsAre(11, 12), ElementsAre(1, 2)));
  EXPECT_THAT(pair_by_run({kA, kB, {{{1, 2}, 0}}}),
              ElementsAre(ElementsAre(12), ElementsAre(2), ElementsAre(0)));
  EXPECT_THAT(paired_differences(kA, kB), ElementsAre(10, 10));
}

TEST(Pairing, RunsOfAnotherSeedAreOtherRuns) {
  const RunValues other = {{{2, 1}, 1}, {{2, 2}, 2}};
  EXPECT_THAT(paired_differences(kA, other), IsEmpty());
  EXPECT_THAT(pair_by_run({kA, other}), ElementsAre(IsEmpty(), IsEmpty()));
}

TEST(Pairing, OfNothingIsNothing) {
  EXPECT_THAT(common_runs({}), IsEmpty());
  EXPECT_THAT(pair_by_run({}), IsEmpty());
}

}  // namespace
}  // namespace mmoe
