// SPDX-License-Identifier: Apache-2.0
#include "data/recommendation/requests.h"

#include <gtest/gtest.h>

#include <cmath>
#include <tuple>
#include <vector>

namespace mmoe {
namespace {

RecommendationOptions log_of_few() { return {.users = 2000, .items = 2000, .authors = 100}; }

auto content(const RecommendationRow& r) {
  return std::tuple(r.user, r.item, r.previous_item, r.author, r.topic, r.segment, r.surface,
                    r.hour, r.dense, r.engaged, r.satisfied);
}

TEST(Population, NewUsersLeaveTheOthersWhatTheyAre) {
  const Population known(log_of_few(), 5, 1), more(log_of_few(), 5, 1, 3000);
  for (std::int32_t u = 0; u < 2000; ++u) {
    ASSERT_EQ(known.user(u).taste, more.user(u).taste);
    ASSERT_EQ(known.user(u).bias, more.user(u).bias);
    ASSERT_EQ(known.scores(u, 7, 3, 5), more.scores(u, 7, 3, 5));
  }
}

/// Their biases have the moments of the law, to what 3,000 draws vary.
TEST(Population, NewUsersAreDrawnAsTheOthers) {
  const Population more(log_of_few(), 5, 1, 3000);
  double sum = 0, squares = 0;
  for (std::int32_t u = 2000; u < 5000; ++u) {
    const double b = more.user(u).bias[0] / std::sqrt(0.15);
    sum += b;
    squares += b * b;
  }
  EXPECT_NEAR(sum / 3000, 0, 4 / std::sqrt(3000.0) + 4 / std::sqrt(2000.0));
  EXPECT_NEAR(squares / 3000, 1, 4 * std::sqrt(2 / 3000.0) + 4 * std::sqrt(2 / 2000.0));
}

TEST(RequestStream, GivesARequestTheSameCandidatesWhateverTheirNumber) {
  const RecommendationLog log(log_of_few(), 5, 1, "data", 10);
  const RequestStream requests(log, 5, 1);
  std::vector<RecommendationRow> few(3), many(16);
  requests.draw(77, 2004, few);
  requests.draw(77, 2004, many);
  for (std::size_t k = 0; k < few.size(); ++k) EXPECT_EQ(content(few[k]), content(many[k]));
  for (const RecommendationRow& row : many) {
    EXPECT_EQ(row.user, 2004);
    EXPECT_EQ(row.previous_item, many[0].previous_item);
    EXPECT_EQ(row.hour, many[0].hour);
  }
}

/// Candidates are drawn by the law of the log: rates of its rows hold, to 4 standard errors.
TEST(RequestStream, HasTheRatesOfTheLog) {
  const RecommendationLog log(log_of_few(), 5, 1, "data", 3000);
  const RequestStream requests(log, 5, 1);
  std::vector<RecommendationRow> rows(8);
  double engaged = 0, satisfied = 0, expected = 0;
  constexpr int kRequests = 3000;
  for (int r = 0; r < kRequests; ++r) {
    requests.draw(r, 2000 + r, rows);
    for (const RecommendationRow& row : rows) {
      engaged += row.engaged;
      satisfied += row.satisfied;
      expected += log.truth(row).first;
    }
  }
  const double n = 8.0 * kRequests;
  // Users and contexts are shared by eight rows each, hence the factor 2 on the errors.
  EXPECT_NEAR(engaged / n, 0.28, 2 * 4 * std::sqrt(0.28 * 0.72 / n));
  EXPECT_NEAR(satisfied / n, 0.0167, 2 * 4 * std::sqrt(0.0167 / n));
  EXPECT_NEAR(engaged / n, expected / n, 4 * std::sqrt(0.28 * 0.72 / n));
}

TEST(RequestStream, TheCandidatesOfARowHoldTheRowItself) {
  RecommendationOptions options = log_of_few();
  options.policy = 1;
  const RecommendationLog log(options, 5, 1, "data");
  const RequestStream requests(log, 5, 1);
  for (std::int64_t number = 0; number < 50; ++number) {
    RecommendationRow shown;
    log.draw(number, {&shown, 1});
    int same = 0;
    for (const RecommendationRow& row : requests.of_log(number, shown)) {
      EXPECT_EQ(row.user, shown.user);
      EXPECT_EQ(row.previous_item, shown.previous_item);
      if (row.item != shown.item) continue;
      same += 1;
      EXPECT_EQ(content(row), content(shown));
    }
    EXPECT_GE(same, 1);
  }
}

/// Without a policy all are equally likely; with a steep one the best is nearly always shown.
TEST(RequestStream, LogsByTheSoftmaxOfEngagement) {
  for (const double policy : {0.0, 50.0}) {
    RecommendationOptions options = log_of_few();
    options.policy = policy;
    const RecommendationLog log(options, 5, 1, "data", 1);
    const RequestStream requests(log, 5, 1);
    std::vector<RecommendationRow> rows(4);
    int best = 0;
    constexpr int kRequests = 1000;
    for (int r = 0; r < kRequests; ++r) {
      requests.draw(r, 2000, rows);
      const std::size_t k = requests.logged_choice(r, rows);
      bool is_best = true;
      for (const RecommendationRow& row : rows) {
        is_best &= log.scores(row)[0] <= log.scores(rows[k])[0];
      }
      best += is_best;
    }
    if (policy == 0) {
      EXPECT_NEAR(best, 250, 4 * std::sqrt(1000 * 0.25 * 0.75) + 10);  // some candidates are alike
    } else {
      EXPECT_GT(best, 950);
    }
  }
}

}  // namespace
}  // namespace mmoe
