// SPDX-License-Identifier: Apache-2.0
// Users, items and contexts of a synthetic log, and the scores z_E, z_S of a row.
//
// With user u, item i, the item being consumed j and context c, each score is a sum
//   z = sqrt(.15) b_u + sqrt(.30) k_i + sqrt(.30) <p_u, v_i> + sqrt(.10) <v_j, v_i> + sqrt(.15) g_c
// whose five terms have mean 0 and variance 1 and are uncorrelated under the law "u and c uniform,
// i and j by popularity": b, k, g are standardised, p_u centred over users, v_i under popularity,
// and the products divided by their exact standard deviations. A term of z_S is rho (that of z_E) +
// sqrt(1 - rho^2) (a fresh one, orthogonal to it under the same law). So var z_E = var z_S = 1 and
// corr(z_E, z_S) = rho exactly, in the drawn population.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "data/recommendation/options.h"
#include "math/alias_table.h"

namespace mmoe {

constexpr std::size_t kTasteDimension = 8;
constexpr std::int32_t kHours = 24, kSurfaces = 4;
constexpr std::int32_t kContexts = kHours * kSurfaces;

using TasteVector = std::array<float, kTasteDimension>;
/// One number per task: engagement, satisfaction.
using TaskPair = std::array<float, 2>;

struct alignas(64) RecommendationUser {
  std::array<TasteVector, 2> taste;  // by task
  TaskPair bias;
  std::int32_t segment;
  float activity;  // N(0, 1); independent of the labels
};

struct alignas(64) RecommendationItem {
  std::array<TasteVector, 2> vectors;  // v, and those of satisfaction's own previous-item term
  TaskPair quality;
  std::int32_t topic, author;
  float age;         // N(0, 1); independent of the labels
  float popularity;  // 1 - log(i + 1) / log(items + 1): 1 for the most popular, towards 0
};

/// Weights of the previous-item term: of <v_j, v_i> by task, and of the second vectors' in z_S.
struct PreviousWeights {
  TaskPair first;
  float second;
};

class Population {
 public:
  /// The same (options, seed, run) gives the same bits. Takes 128 bytes per user and per item.
  /// `new_users` more users have the ids behind the options' users: drawn and scaled as these are,
  /// which stay what they are without them.
  Population(const RecommendationOptions& options, std::uint64_t seed, std::uint32_t run,
             std::int64_t new_users = 0);

  const RecommendationUser& user(std::int32_t u) const { return users_[index(u)]; }
  /// Returns item i in the order of popularity.
  const RecommendationItem& item(std::int32_t i) const { return items_[index(i)]; }
  /// Returns the item that 64 uniform bits draw, by popularity.
  std::int32_t popular_item(std::uint64_t bits) const {
    return static_cast<std::int32_t>(popularity_[bits]);
  }
  /// Prefetches these, to be read soon.
  void prefetch(std::int32_t user, std::int32_t item, std::int32_t previous) const {
    const auto fetch = [](const auto& object) {
      const auto* line = reinterpret_cast<const char*>(&object);
      __builtin_prefetch(line);
      __builtin_prefetch(line + 64);
    };
    fetch(users_[index(user)]);
    fetch(items_[index(item)]);
    fetch(items_[index(previous)]);
  }
  /// Returns <p_u, v_i> of engagement, scaled to variance 1.
  float match(std::int32_t user, std::int32_t item) const;
  /// (z_E, z_S).
  TaskPair scores(std::int32_t user, std::int32_t item, std::int32_t previous,
                  std::int32_t context) const;

 private:
  static std::size_t index(std::int32_t id) { return static_cast<std::size_t>(id); }

  std::vector<RecommendationUser> users_;
  std::vector<RecommendationItem> items_;
  std::vector<TaskPair> contexts_;
  AliasTable popularity_;
  PreviousWeights previous_;
};

}  // namespace mmoe
