// SPDX-License-Identifier: Apache-2.0
#include "math/grouped_metrics.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "math/metrics.h"

namespace mmoe {
namespace {

/// Scores and labels of one group.
struct RankedGroup {
  std::vector<float> scores, labels;
};

/// Calls `visit` with each group, in their order; returns how many there are.
std::size_t visit_groups(std::span<const float> scores, std::span<const float> labels,
                         std::span<const std::int32_t> groups,
                         const std::function<void(const RankedGroup&)>& visit) {
  std::vector<std::pair<std::int32_t, std::uint32_t>> rows(groups.size());
  for (std::uint32_t i = 0; i < rows.size(); ++i) rows[i] = {groups[i], i};
  std::ranges::sort(rows);
  RankedGroup group;
  std::size_t count = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    group.scores.push_back(scores[rows[i].second]);
    group.labels.push_back(labels[rows[i].second]);
    if (i + 1 < rows.size() && rows[i + 1].first == rows[i].first) continue;
    visit(group);
    count += 1;
    group.scores.clear();
    group.labels.clear();
  }
  return count;
}

double discount(std::size_t rank) { return 1 / std::log2(static_cast<double>(rank) + 1); }

/// Sum of the discounts of ranks first + 1 .. last, up to rank k.
double discounts(std::size_t first, std::size_t last, std::size_t k) {
  double sum = 0;
  for (std::size_t rank = first + 1; rank <= std::min(last, k); ++rank) sum += discount(rank);
  return sum;
}

/// DCG@k divided by the best possible; empty without positives.
std::optional<double> ndcg(const RankedGroup& group, std::size_t k) {
  std::vector<std::pair<float, float>> examples;  // score, label
  for (std::size_t i = 0; i < group.scores.size(); ++i) {
    examples.emplace_back(group.scores[i], group.labels[i]);
  }
  std::ranges::sort(examples, std::greater());
  double gain = 0;
  std::size_t positives = 0;
  for (std::size_t first = 0; first < examples.size();) {
    std::size_t last = first;
    std::size_t tied_positives = 0;
    for (; last < examples.size() && examples[last].first == examples[first].first; ++last) {
      tied_positives += examples[last].second > 0.5F ? 1 : 0;
    }
    gain += static_cast<double>(tied_positives) / static_cast<double>(last - first) *
            discounts(first, last, k);
    positives += tied_positives;
    first = last;
  }
  if (positives == 0) return std::nullopt;
  return gain / discounts(0, positives, k);
}

std::optional<double> ratio(double sum, double weight) {
  return weight > 0 ? std::optional(sum / weight) : std::nullopt;
}

}  // namespace

GroupedAuc grouped_auc(std::span<const float> scores, std::span<const float> labels,
                       std::span<const std::int32_t> groups) {
  if (!all_finite(scores)) return {};
  double sum = 0;
  double weighted_sum = 0;
  double with_auc = 0;
  double rows_with_auc = 0;
  const std::size_t count = visit_groups(scores, labels, groups, [&](const RankedGroup& group) {
    const auto auc = area_under_roc(group.scores, group.labels);
    if (!auc) return;
    const auto rows = static_cast<double>(group.scores.size());
    sum += *auc;
    weighted_sum += rows * *auc;
    with_auc += 1;
    rows_with_auc += rows;
  });
  return {.by_rows = ratio(weighted_sum, rows_with_auc),
          .by_group = ratio(sum, with_auc),
          .rows = ratio(rows_with_auc, static_cast<double>(scores.size())),
          .groups = ratio(with_auc, static_cast<double>(count))};
}

GroupedNdcg grouped_ndcg(std::span<const float> scores, std::span<const float> labels,
                         std::span<const std::int32_t> groups, std::int64_t k) {
  if (!all_finite(scores)) return {};
  double sum = 0;
  double with_positives = 0;
  const std::size_t count = visit_groups(scores, labels, groups, [&](const RankedGroup& group) {
    const auto value = ndcg(group, static_cast<std::size_t>(k));
    if (!value) return;
    sum += *value;
    with_positives += 1;
  });
  return {.mean = ratio(sum, with_positives),
          .groups = ratio(with_positives, static_cast<double>(count))};
}

}  // namespace mmoe
