// SPDX-License-Identifier: Apache-2.0
// Requests of users: one context, the item being consumed and M candidates to show one of, by the
// law by which the log draws them. Each candidate has the response that showing it would have, so
// that whoever chooses meets the same users, candidates and noise.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "data/recommendation/log.h"

namespace mmoe {

class RequestStream {
 public:
  static constexpr std::size_t kMostCandidates = 60;

  /// Requests of one (seed, run); `log` must outlive it.
  RequestStream(const RecommendationLog& log, std::uint64_t seed, std::uint32_t run)
      : log_(log), seed_(seed), run_(run) {}

  /// Fills `out` with the candidates of request number `request` of `user`; kMostCandidates at
  /// most.
  void draw(std::int64_t request, std::int32_t user, std::span<RecommendationRow> out) const;

  /// Returns the candidates of row number `row` of the log, each as if it had been shown; the one
  /// that was is the row itself, `shown`.
  std::vector<RecommendationRow> of_log(std::int64_t row, const RecommendationRow& shown) const;

  /// Returns which of a request's candidates the logging policy shows: a softmax of lambda z_E.
  std::size_t logged_choice(std::int64_t request,
                            std::span<const RecommendationRow> candidates) const;

 private:
  class CandidateNoise;

  const RecommendationLog& log_;
  std::uint64_t seed_;
  std::uint32_t run_;
};

}  // namespace mmoe
