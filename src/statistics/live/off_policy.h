// SPDX-License-Identifier: Apache-2.0
// What a policy would earn per impression, from the log of another policy that chose at random with
// known probabilities.
//
//   w      policy_probability / propensity: 1 for the policy that logged; 1 / propensity or 0 for a
//          deterministic policy
//   IPS    mean(w r)                                      unbiased
//   SNIPS  sum w r / sum w                                within the range of r; bias O(1 / n)
//   DR     mean(predicted_policy + w (r - predicted_shown))   unbiased with any model; the better
//                                                         the model, the narrower
//   ESS    (sum w)^2 / sum w^2                            n if all weights are alike
//
// Each is a ratio of sums over users, and its standard error is that of user_ratio.h: impressions
// of one user are not independent. Where every impression has a user of its own it is the usual
// one. An estimate is empty for fewer than two users, a value not finite (a propensity of 0), and
// where all weights are 0: the log then tells nothing of the policy. Propensities must be positive
// wherever the policy's are. Source: Horvitz and Thompson 1952; Swaminathan and Joachims 2015;
// Dudik, Langford and Li 2011; Kish 1965.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace mmoe {

struct LoggedImpression {
  std::uint64_t user = 0;         // who saw it
  double propensity = 1;          // with which the log showed what it showed, in (0, 1]
  double policy_probability = 0;  // with which the policy judged shows the same: 1 or 0 if
                                  // deterministic
  double reward = 0;
  double predicted_shown = 0;   // a model's reward for what was shown; DR alone reads this
  double predicted_policy = 0;  // the same model's for what the policy shows, in expectation; so
                                // the two are equal where a deterministic policy shows the same
};

struct OffPolicyEstimate {
  double value = 0;
  double standard_error = 0;
};

std::optional<OffPolicyEstimate> ips(std::span<const LoggedImpression> log);
std::optional<OffPolicyEstimate> snips(std::span<const LoggedImpression> log);
std::optional<OffPolicyEstimate> doubly_robust(std::span<const LoggedImpression> log);

/// 0 where all weights are; empty for an empty log or a weight that is not finite.
std::optional<double> effective_sample_size(std::span<const LoggedImpression> log);

}  // namespace mmoe
