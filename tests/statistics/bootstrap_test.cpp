// SPDX-License-Identifier: Apache-2.0
#include "statistics/bootstrap.h"

#include <algorithm>

#include "interruptible.h"
#include "statistics/sample.h"
#include "statistics/scipy_fixture.h"

namespace mmoe {
namespace {

constexpr Stream kResamples{.seed = 5, .purpose = Purpose::kBootstrap, .run = 2};

Values take(const Values& values, const std::vector<std::size_t>& indices) {
  Values taken;
  for (std::size_t i : indices) taken.push_back(values[i]);
  return taken;
}

TEST(Bootstrap, BcaAgreesWithScipyOnItsResamples) {
  for (const auto& c : scipy_cases("bootstrap")) {
    const auto values = c["values"].get<Values>();
    const Statistic statistic = c["statistic"] == "median" ? median : variance;
    Values replicates;
    for (const auto& indices : c["indices"]) {
      replicates.push_back(statistic(take(values, indices)));
    }
    const auto interval = bca_interval(values, statistic, replicates);
    ASSERT_TRUE(interval) << c;
    expect_scipy(*interval, c["ci95"], c["statistic"].get<std::string>());
  }
}

TEST(Bootstrap, ReplicateDrawsItsOwnIndices) {
  const Values values = {1, 20, 300, 4000};
  const Values replicates = bootstrap_replicates(values, mean, kResamples, 6);
  ASSERT_EQ(replicates.size(), 6u);
  for (std::size_t b = 0; b < 6; ++b) {
    Values resample;
    for (std::size_t i = 0; i < 4; ++i) {
      resample.push_back(values[uniform_below(kResamples, b * 4 + i, 4)]);
    }
    EXPECT_EQ(replicates[b], mean(resample)) << b;
  }
}

TEST(Bootstrap, MoreResamplesOnlyAppend) {
  const Values values = {1, 2, 4, 8};
  Values more = bootstrap_replicates(values, median, kResamples, 20);
  more.resize(7);
  EXPECT_EQ(bootstrap_replicates(values, median, kResamples, 7), more);
}

TEST(Bootstrap, IsAFunctionOfTheStream) {
  const Values values = {0.3, 1.2, 0.7, 2.2, 0.1, 0.9};
  Stream other = kResamples;
  ++other.run;
  EXPECT_EQ(bca_interval(values, variance, kResamples)->low,
            bca_interval(values, variance, kResamples)->low);
  EXPECT_NE(bootstrap_replicates(values, variance, kResamples),
            bootstrap_replicates(values, variance, other));
}

TEST(Bootstrap, OfASymmetricMeanIsNearTheNormalInterval) {  // se = sqrt(sum x^2) / n
  const Values values = {-4, -3, -2, -1, 0, 1, 2, 3, 4};    // sum of squares 60
  const auto interval = bca_interval(values, mean, kResamples);
  // Replicates are multiples of 1/9, hence the tolerance.
  const double reach = 1.96 * std::sqrt(60.0) / 9;
  EXPECT_NEAR(interval->low, -reach, 0.12);
  EXPECT_NEAR(interval->high, reach, 0.12);
}

TEST(Bootstrap, IsEmptyWhereUndefined) {
  EXPECT_FALSE(bca_interval(Values{}, median, kResamples));
  EXPECT_FALSE(bca_interval(Values{1, 2}, variance, kResamples));
  EXPECT_FALSE(bca_interval(Values{1, 2, std::nan("")}, median, kResamples));
  EXPECT_FALSE(bca_interval(Values{3, 3, 3, 3}, median, kResamples));
  const auto least = [](std::span<const double> values) { return std::ranges::min(values); };
  EXPECT_FALSE(bca_interval(Values{1, 2, 3, 4}, least, Values{2, 3, 4}));  // all above
}

TEST(Bootstrap, EndsAtCtrlC) {
  const Values values = {1, 20, 300, 4000};
  testing::expect_interruptible([&] { bootstrap_replicates(values, mean, kResamples, 6); });
  testing::expect_interruptible([&] { bca_interval(values, mean, values); });  // the jackknife
}

}  // namespace
}  // namespace mmoe
