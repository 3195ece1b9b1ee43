// SPDX-License-Identifier: Apache-2.0
// A synthetic log of a content recommender with known propensities: unlimited rows, each a pure
// function of (seed, run, row number). After Sec. 6.4 of the paper.
//
// A row draws a user and a context uniformly, the item being consumed and M candidates by
// popularity. The logging policy shows one candidate: a softmax of lambda z_E, or, for a share of
// the rows, a uniform choice. lambda = 0, the default, shows items by popularity; then the scores
// have the exact moments of population.h, and the labels the law of law.h: engaged = [a_E + s_E z_E
// + noise > 0], satisfied likewise (nested: and engaged). lambda > 0 shifts the scores: intercepts
// are then solved again on separate rows, so that both rates hold, but rho and the best AUCs refer
// to the scores before the policy's choice.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "data/recommendation/law.h"
#include "data/recommendation/options.h"
#include "data/recommendation/population.h"
#include "math/random.h"

namespace mmoe {

/// Maximum number of rows of a log.
inline constexpr std::int64_t kLogRows = std::int64_t{1} << 40U;

/// Names of a row's dense inputs.
inline constexpr std::array kDenseNames = {"match",    "popularity", "age",      "activity",
                                           "content1", "content2",   "content3", "content4"};

/// What a recommender sees, then what happened. Latent variables are observed only through noise.
struct RecommendationRow {
  std::int32_t user, item, previous_item;
  std::int32_t author, topic, previous_topic, segment, surface, hour;
  std::array<float, kDenseNames.size()> dense;
  bool uniform_slice;  // item drawn uniformly
  float propensity;    // probability of this item among the row's candidates
  bool engaged, satisfied;
};

/// Returns the place that 64 uniform bits choose, each with a probability in proportion to its
/// weight.
std::size_t weighted_choice(std::span<const double> weights, std::uint64_t bits);

class RecommendationLog {
 public:
  /// Throws FieldError "WHERE.name: ..." if no law has these rates and AUCs. `new_users` are in no
  /// row of the log (population.h).
  RecommendationLog(const RecommendationOptions& options, std::uint64_t seed, std::uint32_t run,
                    const std::string& where, std::int64_t new_users = 0)
      : RecommendationLog(options, solve_law(options, where), seed, run, new_users) {}
  /// The same, given the options' law, which takes a fifth of a second to solve for.
  RecommendationLog(const RecommendationOptions& options, const PropensityLaw& law,
                    std::uint64_t seed, std::uint32_t run, std::int64_t new_users = 0);

  /// Draws rows `first`, `first` + 1, ...; 0 <= row < kLogRows. Threads may share a log.
  void draw(std::int64_t first, std::span<RecommendationRow> out) const;

  /// Returns the candidates [M] among which row number `row` chose its item.
  std::vector<std::int32_t> candidates(std::int64_t row) const;

  /// Normal numbers that complete() takes.
  static constexpr std::size_t kRowNormals = 8;
  /// Computes all inputs that follow from the row's ids, some through noise, and the labels.
  void complete(const float* noise, RecommendationRow& row) const;

  /// Returns the weight of `item` in the logging policy's choice among a row's candidates.
  double policy_weight(const RecommendationRow& row, std::int32_t item) const;

  /// Returns (z_E, z_S) of a row, had it shown `item`.
  TaskPair scores(const RecommendationRow& row, std::int32_t item) const;
  TaskPair scores(const RecommendationRow& row) const { return scores(row, row.item); }
  /// Returns (P(engaged), P(satisfied)) of a row: the best possible prediction.
  std::pair<double, double> truth(const RecommendationRow& row) const;

  const RecommendationOptions& options() const { return options_; }
  const PropensityLaw& law() const { return law_; }
  const Population& population() const { return population_; }

 private:
  /// Computes row number `row` from its uniform bits and its normal numbers.
  void place(std::int64_t row, const std::uint64_t* bits, RecommendationRow& out) const;
  void choose(std::int64_t row, std::uint64_t bits, RecommendationRow& out) const;
  void choose_by_policy(std::int64_t row, std::uint64_t bits, RecommendationRow& out) const;
  void place_rows(std::int64_t first, std::span<RecommendationRow> out) const;
  void complete_rows(std::int64_t first, std::span<RecommendationRow> out) const;
  std::int32_t candidate(std::int64_t row, std::int64_t k) const;
  void describe(const float* noise, RecommendationRow& out) const;
  void solve_intercepts();

  RecommendationOptions options_;
  std::uint64_t seed_;
  std::uint32_t run_;
  PropensityLaw law_;
  Population population_;
};

}  // namespace mmoe
