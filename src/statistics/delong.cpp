// SPDX-License-Identifier: Apache-2.0
#include "statistics/delong.h"

#include "statistics/ranks.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

void add_scaled(std::span<const double> values, double factor, std::vector<double>& sums) {
  check_pairs(values, sums);
  for (std::size_t i = 0; i < values.size(); ++i) sums[i] += factor * values[i];
}

}  // namespace

std::optional<AucComponents> auc_components(std::span<const double> scores,
                                            std::span<const double> labels) {
  check_pairs(scores, labels);
  if (!is_sample(scores, 4)) return {};
  std::vector<double> above;
  std::vector<double> below;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    (labels[i] > 0.5 ? above : below).push_back(scores[i]);
  }
  if (above.size() < 2 || below.size() < 2) return {};

  // A row's rank among all rows, minus its rank in its own class, counts the other class below it.
  const std::vector<double> ranks = rank(scores).ranks;
  AucComponents components{rank(above).ranks, rank(below).ranks};
  const auto m = static_cast<double>(above.size());
  const auto n = static_cast<double>(below.size());
  std::size_t i = 0;
  std::size_t j = 0;
  for (std::size_t row = 0; row < scores.size(); ++row) {
    if (labels[row] > 0.5) {
      double& own = components.positive[i++];
      own = (ranks[row] - own) / n;
    } else {
      double& own = components.negative[j++];
      own = 1 - (ranks[row] - own) / m;
    }
  }
  return components;
}

AucComponents operator-(const AucComponents& a, const AucComponents& b) {
  AucComponents difference = a;
  add_scaled(b.positive, -1, difference.positive);
  add_scaled(b.negative, -1, difference.negative);
  return difference;
}

AucComponents mean_of(std::span<const AucComponents> runs) {
  AucComponents result{std::vector<double>(runs.front().positive.size()),
                       std::vector<double>(runs.front().negative.size())};
  const double share = 1 / static_cast<double>(runs.size());
  for (const AucComponents& run : runs) {
    add_scaled(run.positive, share, result.positive);
    add_scaled(run.negative, share, result.negative);
  }
  return result;
}

double auc_of(const AucComponents& components) { return mean(components.positive); }

double delong_variance(const AucComponents& components) {
  return variance(components.positive) / static_cast<double>(components.positive.size()) +
         variance(components.negative) / static_cast<double>(components.negative.size());
}

}  // namespace mmoe
