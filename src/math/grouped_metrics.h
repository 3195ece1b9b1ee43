// SPDX-License-Identifier: Apache-2.0
// Metrics of a ranking within groups of examples, such as what one user was shown: scores of
// different users never compete. groups[i] is the group of example i, not negative. Everything is
// empty if a score is not finite.
//
// "GAUC" names several things in the literature; here each is said by its weights and by the share
// of examples and groups that it covers.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace mmoe {

/// AUC within each group that has both classes (ties count one half, see area_under_roc). Groups of
/// one class have none and are left out.
struct GroupedAuc {
  std::optional<double> by_rows;   // the groups' mean, weighted by their number of examples
  std::optional<double> by_group;  // the plain mean over groups
  std::optional<double> rows;      // share of the examples that are in such groups
  std::optional<double> groups;    // share of the groups
};
GroupedAuc grouped_auc(std::span<const float> scores, std::span<const float> labels,
                       std::span<const std::int32_t> groups);

/// NDCG@k within each group that has a positive, over its labelled examples alone:
///   DCG@k = sum over ranks r = 1..k of label / log2(r + 1), divided by that of the best order.
/// Equal scores share the mean of their labels, the expectation over their orders (McSherry and
/// Najork, 2008; as scikit-learn). Groups without positives are left out.
struct GroupedNdcg {
  std::optional<double> mean;    // over those groups
  std::optional<double> groups;  // their share
};
GroupedNdcg grouped_ndcg(std::span<const float> scores, std::span<const float> labels,
                         std::span<const std::int32_t> groups, std::int64_t k);

}  // namespace mmoe
