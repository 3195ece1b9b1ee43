// SPDX-License-Identifier: Apache-2.0
#include "statistics/rank_epsilon_squared.h"

#include <algorithm>
#include <vector>

#include "base/error.h"
#include "math/random.h"
#include "statistics/ranks.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

/// Computes R^2 of centred ranks, the i-th in group[order[i]].
class RankVariance {
 public:
  RankVariance(std::span<const double> values, std::span<const std::size_t> group)
      : ranks_(rank(values).ranks), group_(group), sums_(1 + *std::ranges::max_element(group)) {
    const double center = mean(ranks_);
    for (double& r : ranks_) {
      r -= center;
      total_ += r * r;
    }
    sizes_.resize(sums_.size());
    for (const std::size_t g : group) sizes_[g] += 1;
  }

  double total() const { return total_; }
  std::size_t groups() const {
    return sizes_.size() - static_cast<std::size_t>(std::ranges::count(sizes_, 0.0));
  }
  double between(const std::vector<std::int32_t>& order) {
    std::ranges::fill(sums_, 0.0);
    for (std::size_t i = 0; i < ranks_.size(); ++i) {
      sums_[group_[static_cast<std::size_t>(order[i])]] += ranks_[i];
    }
    double sum = 0;
    for (std::size_t g = 0; g < sums_.size(); ++g) {
      if (sizes_[g] > 0) sum += sums_[g] * sums_[g] / sizes_[g];
    }
    return sum / total_;
  }

 private:
  std::vector<double> ranks_;
  std::span<const std::size_t> group_;
  std::vector<double> sums_, sizes_;
  double total_ = 0;
};

}  // namespace

std::optional<RankEpsilonSquared> rank_epsilon_squared(std::span<const double> values,
                                                       std::span<const std::size_t> group,
                                                       std::uint64_t seed,
                                                       std::size_t relabellings) {
  if (values.size() != group.size()) throw RunError("rank_epsilon_squared: lengths differ");
  if (!is_sample(values, 3)) return std::nullopt;
  RankVariance variance(values, group);
  const std::size_t k = variance.groups();
  if (k < 2 || k >= values.size() || variance.total() == 0) return std::nullopt;
  const auto n = static_cast<std::int32_t>(values.size());
  std::vector<std::int32_t> order(values.size());
  for (std::int32_t i = 0; i < n; ++i) order[static_cast<std::size_t>(i)] = i;
  const double own = variance.between(order);
  // Values that differ only by the order of additions count as equal.
  const double bar = own - 1e-12;
  std::size_t as_great = 0;
  const Stream stream{seed, Purpose::kPermutationTest};
  for (std::size_t i = 0; i < relabellings; ++i) {
    as_great += variance.between(permutation(stream, i, n)) >= bar;
  }
  const double share = 1 - (1 - own) * (n - 1) / (n - static_cast<double>(k));
  return RankEpsilonSquared{
      k, share, static_cast<double>(1 + as_great) / static_cast<double>(1 + relabellings)};
}

}  // namespace mmoe
