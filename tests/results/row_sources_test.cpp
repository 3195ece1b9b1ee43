// SPDX-License-Identifier: Apache-2.0
#include "results/row_sources.h"

#include <gtest/gtest.h>

#include <cmath>

#include "math/permutation.h"
#include "math/random.h"
#include "statistics/delong.h"
#include "statistics/distributions.h"
#include "statistics/row_blocks.h"

namespace mmoe {
namespace {

constexpr std::size_t kFileRows = 1000;
constexpr std::size_t kRunsOfFile = 8;

/// Two models whose true AUCs are equal, on halves of a drawn file of which each run takes its own:
/// a row is as hard for both, and each model has an error of its own on it, that all its runs
/// share, and another of each run.
class DrawnFile {
 public:
  explicit DrawnFile(std::uint32_t number) : number_(number) {}

  AucRuns runs_of(std::size_t model) const {
    AucRuns runs;
    for (std::size_t run = 0; run < kRunsOfFile; ++run) {
      const auto stream_run = static_cast<std::uint32_t>(number_ * kRunsOfFile + run);
      const Permutation order({1, Purpose::kSplit, stream_run}, 0, kFileRows);
      std::vector<double> scores;
      std::vector<double> labels;
      std::vector<std::uint8_t> blocks;
      for (std::size_t i = kFileRows / 2; i < kFileRows; ++i) {
        const std::size_t row = order(i);
        labels.push_back(row % 4 == 0 ? 1 : 0);
        scores.push_back(labels.back() + file(3 * row) + 0.5 * file(3 * row + 1 + model) +
                         0.3 * normal({2, Purpose::kTestNoise, stream_run}, 2 * row + model));
        blocks.push_back(static_cast<std::uint8_t>(row % kRowBlocks));
      }
      const auto found = *auc_blocks(scores, labels, blocks);
      runs[{1, static_cast<std::int64_t>(run)}] = {*auc(scores, labels), found};
    }
    return runs;
  }

 private:
  static std::optional<double> auc(const std::vector<double>& scores,
                                   const std::vector<double>& labels) {
    const auto components = auc_components(scores, labels);
    return components ? std::optional(auc_of(*components)) : std::nullopt;
  }
  double file(std::size_t index) const { return normal({1, Purpose::kTestNoise, number_}, index); }

  std::uint32_t number_;
};

TEST(RowSources, CoverTheTrueDifferenceOverRunsAndRowsAndRunsAloneDoNot) {
  constexpr int kFiles = 200;
  int both = 0;
  int runs_alone = 0;
  for (std::uint32_t number = 0; number < kFiles; ++number) {
    const DrawnFile file(number);
    const auto found = *row_sources(file.runs_of(0), file.runs_of(1));
    both += found.ci95.low <= 0 && 0 <= found.ci95.high ? 1 : 0;
    const double t = student_upper_quantile(0.025, kRunsOfFile - 1);
    runs_alone += std::abs(found.center) <= t * found.runs ? 1 : 0;
  }
  EXPECT_GE(both, kFiles * 93 / 100);
  EXPECT_LE(both, kFiles * 99 / 100);
  EXPECT_LE(runs_alone, kFiles * 80 / 100);
}

TEST(RowSources, OfADifferenceAreOverTheRunsThatBothHave) {
  const AucRuns a = {{{1, 0}, {0.9, {0.1, -0.1}}}, {{1, 1}, {0.8, {0.3, -0.3}}}};
  const AucRuns b = {{{1, 0}, {0.7, {0, 0}}}, {{1, 1}, {0.7, {0, 0}}}, {{1, 2}, {0.1, {9, -9}}}};
  const auto found = *row_sources(a, b);
  EXPECT_DOUBLE_EQ(found.center, 0.15);
  EXPECT_DOUBLE_EQ(found.runs, 0.05);  // differences 0.2, 0.1: sd 0.0707, over sqrt 2
  // Mean blocks 0.2 and -0.2: 2 x 0.08, of which two thirds are the file's.
  EXPECT_DOUBLE_EQ(found.rows, std::sqrt(2 * 0.08 / 1.5));
  EXPECT_FALSE(row_sources(a, {{{1, 0}, {0.7, {0, 0}}}}));  // one run
}

TEST(RowSources, NeedTheBlocksOfEveryTrialWithAnAuc) {
  TrialRecord kept{
      .run = 0, .metrics = {{"y", "auc", "test", 0.9}}, .auc_blocks = {{"y", {1, -1}}}};
  TrialRecord without{.run = 1, .metrics = {{"y", "auc", "test", 0.8}}};
  TrialRecord diverged{.run = 2, .ok = false};
  EXPECT_EQ(auc_runs({&kept, &diverged}, "y").size(), 1U);
  EXPECT_TRUE(auc_runs({&kept, &without}, "y").empty());
}

}  // namespace
}  // namespace mmoe
