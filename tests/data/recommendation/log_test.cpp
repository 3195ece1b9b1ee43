// SPDX-License-Identifier: Apache-2.0
#include "data/recommendation/log.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <thread>
#include <tuple>
#include <vector>

#include "math/correlation.h"
#include "math/metrics.h"

namespace mmoe {
namespace {

using LogRows = std::vector<RecommendationRow>;

/// Small enough for a test, large enough for the laws to be near their limits.
RecommendationOptions small_log(double rho) {
  return {.users = 4000, .items = 4000, .authors = 300, .relatedness = rho};
}

LogRows draw_rows(const RecommendationLog& log, std::int64_t first, std::size_t count) {
  LogRows rows(count);
  log.draw(first, rows);
  return rows;
}

/// Everything that a row says.
auto all_of(const RecommendationRow& r) {
  return std::tuple(r.user, r.item, r.previous_item, r.author, r.topic, r.previous_topic, r.segment,
                    r.surface, r.hour, r.dense, r.uniform_slice, r.propensity, r.engaged,
                    r.satisfied);
}

void expect_same(const LogRows& a, const LogRows& b) {
  EXPECT_TRUE(std::equal(a.begin(), a.end(), b.begin(), b.end(),
                         [](const auto& x, const auto& y) { return all_of(x) == all_of(y); }));
}

TEST(RecommendationLog, GivesARowAloneAsInABlock) {
  for (const double policy : {0.0, 1.0}) {
    RecommendationOptions options = small_log(0.5);
    options.policy = policy;
    const RecommendationLog log(options, 7, 2, "data");
    const LogRows block = draw_rows(log, 1000, 100);
    LogRows alone;
    for (std::int64_t row = 1000; row < 1100; ++row)
      alone.push_back(draw_rows(log, row, 1).front());
    expect_same(block, alone);
    LogRows pieces = draw_rows(log, 1000, 41);
    const LogRows rest = draw_rows(log, 1041, 59);
    pieces.insert(pieces.end(), rest.begin(), rest.end());
    expect_same(block, pieces);
    LogRows of_thread(100);
    std::thread([&] { log.draw(1000, of_thread); }).join();
    expect_same(block, of_thread);
    expect_same(block, draw_rows(RecommendationLog(options, 7, 2, "data"), 1000, 100));
  }
}

TEST(RecommendationLog, DrawsOtherRowsForAnotherRunOrSeed) {
  const RecommendationOptions options = small_log(0.5);
  const auto first = all_of(draw_rows(RecommendationLog(options, 7, 2, "data"), 5, 1).front());
  EXPECT_NE(first, all_of(draw_rows(RecommendationLog(options, 7, 3, "data"), 5, 1).front()));
  EXPECT_NE(first, all_of(draw_rows(RecommendationLog(options, 8, 2, "data"), 5, 1).front()));
  EXPECT_NE(first, all_of(draw_rows(RecommendationLog(options, 7, 2, "data"), 6, 1).front()));
}

/// What many rows have in common.
struct MeasuredLog {
  double correlation, variance[2], rates[2];
  std::vector<float> truth[2], labels[2];
};

MeasuredLog measure_log(const RecommendationLog& log, std::size_t count) {
  MeasuredLog m{};
  std::vector<double> z[2];
  for (const RecommendationRow& row : draw_rows(log, 0, count)) {
    const TaskPair scores = log.scores(row);
    const auto [p_engaged, p_satisfied] = log.truth(row);
    const bool labels[] = {row.engaged, row.satisfied};
    const double truth[] = {p_engaged, p_satisfied};
    for (std::size_t t = 0; t < 2; ++t) {
      z[t].push_back(scores[t]);
      m.variance[t] += scores[t] * scores[t] / static_cast<double>(count);
      m.rates[t] += labels[t] / static_cast<double>(count);
      m.truth[t].push_back(static_cast<float>(truth[t]));
      m.labels[t].push_back(labels[t] ? 1 : 0);
    }
  }
  m.correlation = pearson(z[0], z[1]).value();
  return m;
}

TEST(RecommendationLog, HasTheRelatednessAndTheRatesAskedFor) {
  constexpr std::size_t kRows = 200000;
  for (const double rho : {0.0, 0.5, 0.9, 1.0}) {
    const RecommendationLog log(small_log(rho), 1, 0, "data");
    const MeasuredLog m = measure_log(log, kRows);
    EXPECT_NEAR(m.correlation, rho, 0.01) << rho;
    for (const double variance : m.variance) EXPECT_NEAR(variance, 1, 0.02) << rho;
    EXPECT_NEAR(m.rates[0], 0.28, 4 * std::sqrt(0.28 * 0.72 / kRows)) << rho;
    EXPECT_NEAR(m.rates[1], 0.0167, 4 * std::sqrt(0.0167 * 0.9833 / kRows)) << rho;
  }
}

TEST(RecommendationLog, HasTheBestPossibleScoresOnItsRows) {
  const RecommendationLog log(small_log(0.5), 1, 0, "data");
  const MeasuredLog m = measure_log(log, 200000);
  const BestPossible best[] = {log.law().best_engagement(), log.law().best_satisfaction()};
  // Four standard errors of an AUC on 200,000 rows: 0.005 at a rate of 0.28, 0.016 at 0.0167.
  const double tolerance[] = {0.005, 0.016};
  for (std::size_t t = 0; t < 2; ++t) {
    EXPECT_NEAR(area_under_roc(m.truth[t], m.labels[t]).value(), best[t].auc, tolerance[t]);
    EXPECT_NEAR(r_squared(m.truth[t], m.labels[t]).value(), best[t].r_squared, 0.008);
  }
}

TEST(RecommendationLog, NestsSatisfactionInEngagementUnlessToldOtherwise) {
  RecommendationOptions options = small_log(0.5);
  const auto unengaged = [&] {
    const LogRows rows = draw_rows(RecommendationLog(options, 1, 0, "data"), 0, 50000);
    return std::count_if(rows.begin(), rows.end(),
                         [](const auto& row) { return row.satisfied && !row.engaged; });
  };
  EXPECT_EQ(unengaged(), 0);
  options.nested = false;
  EXPECT_GT(unengaged(), 0);
}

TEST(RecommendationLog, ShowsOneOfTheRowsCandidatesWithThePropensityItSays) {
  RecommendationOptions options = small_log(0.5);
  options.policy = 1;
  options.uniform_share = 0.2;
  const RecommendationLog log(options, 1, 0, "data");
  constexpr std::size_t kRows = 20000;
  const LogRows rows = draw_rows(log, 0, kRows);
  // Any function of the row and the item has the mean of its inverse-propensity estimate.
  double sum = 0, weighted = 0, squares = 0, sliced = 0;
  for (std::size_t row = 0; row < kRows; ++row) {
    const auto items = log.candidates(static_cast<std::int64_t>(row));
    ASSERT_EQ(std::ssize(items), options.candidates);
    ASSERT_NE(std::find(items.begin(), items.end(), rows[row].item), items.end());
    double mean = 0;
    for (const std::int32_t item : items) mean += log.scores(rows[row], item)[0] / 8;
    // The uniform policy shows an item as often as it is among the candidates.
    const auto alike = static_cast<double>(std::count(items.begin(), items.end(), rows[row].item));
    const double estimate = alike / 8 / rows[row].propensity * log.scores(rows[row])[0];
    sum += mean;
    weighted += estimate;
    squares += (estimate - mean) * (estimate - mean);
    sliced += rows[row].uniform_slice;
  }
  EXPECT_NEAR(weighted / kRows, sum / kRows, 4 * std::sqrt(squares) / kRows);
  EXPECT_NEAR(sliced / kRows, 0.2, 4 * std::sqrt(0.2 * 0.8 / kRows));
}

TEST(RecommendationLog, KeepsItsRatesUnderAPolicy) {
  RecommendationOptions options = small_log(0.5);
  options.policy = 1;
  constexpr std::size_t kRows = 100000;
  const MeasuredLog m = measure_log(RecommendationLog(options, 1, 0, "data"), kRows);
  // Beside the rows' own, the standard error of the 2^17 rows that the intercepts were solved on.
  EXPECT_NEAR(m.rates[0], 0.28, 6 * std::sqrt(0.28 * 0.72 / kRows));
  EXPECT_NEAR(m.rates[1], 0.0167, 6 * std::sqrt(0.0167 * 0.9833 / kRows));
}

TEST(RecommendationLog, ShowsItemsByTheirPopularity) {
  const RecommendationLog log(small_log(0.5), 1, 0, "data");
  constexpr std::size_t kRows = 100000;
  double first = 0, total = 0;
  for (const RecommendationRow& row : draw_rows(log, 0, kRows)) first += row.item == 0;
  for (int i = 1; i <= 4000; ++i) total += std::pow(i, -0.9);
  EXPECT_NEAR(first / kRows, 1 / total, 4 * std::sqrt(1 / total / kRows));
}

}  // namespace
}  // namespace mmoe
