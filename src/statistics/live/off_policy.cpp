// SPDX-License-Identifier: Apache-2.0
#include "statistics/live/off_policy.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include "statistics/live/user_ratio.h"

namespace mmoe {
namespace {

using Impressions = std::span<const LoggedImpression>;

double weight(const LoggedImpression& shown) { return shown.policy_probability / shown.propensity; }

/// Returns the totals of the users in ascending order, their impressions added in the log's order.
std::vector<UserTotal> totals_by_user(Impressions log,
                                      const std::function<UserTotal(const LoggedImpression&)>& of) {
  std::vector<std::size_t> order(log.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return log[i].user; });
  std::vector<UserTotal> totals;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const LoggedImpression& shown = log[order[i]];
    if (i == 0 || shown.user != log[order[i - 1]].user) totals.emplace_back();
    const auto [sum, count] = of(shown);
    totals.back().sum += sum;
    totals.back().count += count;
  }
  return totals;
}

std::optional<OffPolicyEstimate> estimate(
    Impressions log, const std::function<UserTotal(const LoggedImpression&)>& of) {
  const auto ess = effective_sample_size(log);
  if (!ess || *ess == 0) return {};
  const auto found = user_ratio(totals_by_user(log, of));
  if (!found) return {};
  return OffPolicyEstimate{found->ratio, ratio_error(found->linearised)};
}

}  // namespace

std::optional<OffPolicyEstimate> ips(Impressions log) {
  return estimate(log, [](const LoggedImpression& shown) {
    return UserTotal{weight(shown) * shown.reward, 1};
  });
}

std::optional<OffPolicyEstimate> snips(Impressions log) {
  return estimate(log, [](const LoggedImpression& shown) {
    return UserTotal{weight(shown) * shown.reward, weight(shown)};
  });
}

std::optional<OffPolicyEstimate> doubly_robust(Impressions log) {
  return estimate(log, [](const LoggedImpression& shown) {
    const double surprise = shown.reward - shown.predicted_shown;
    return UserTotal{shown.predicted_policy + weight(shown) * surprise, 1};
  });
}

std::optional<double> effective_sample_size(Impressions log) {
  double sum = 0;
  double squares = 0;
  for (const LoggedImpression& shown : log) {
    sum += weight(shown);
    squares += weight(shown) * weight(shown);
  }
  if (log.empty() || !std::isfinite(sum) || !std::isfinite(squares)) return {};
  return squares == 0 ? 0 : sum * sum / squares;
}

}  // namespace mmoe
