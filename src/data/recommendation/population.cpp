// SPDX-License-Identifier: Apache-2.0
#include "data/recommendation/population.h"

#include <algorithm>
#include <cmath>

#include "data/recommendation/weighted_law.h"
#include "math/random.h"

namespace mmoe {
namespace {

/// Shares of the five terms in the variance of z.
constexpr double kUserShare = 0.15, kItemShare = 0.30, kMatchShare = 0.30, kPreviousShare = 0.10,
                 kContextShare = 0.15;
/// Shares of a vector's variance that its segment or topic explains.
constexpr double kSegmentShare = 0.7, kTopicShare = 0.8;

/// Numbers drawn per id: two vectors, two biases, and one that is independent of the labels.
constexpr std::size_t kDraws = 2 * kTasteDimension + 3;
constexpr std::size_t kBias = 2 * kTasteDimension, kAttribute = kBias + 2;
using Draws = std::array<float, kDraws>;

/// Draws them for all ids, in blocks of a fixed number of ids: an id's draws do not depend on how
/// many ids there are.
std::vector<Draws> draw_numbers(const Stream& stream, std::size_t count,
                                std::uint64_t first_block) {
  constexpr std::size_t kIds = 1024;
  std::vector<Draws> out(count);
  Vector<float> block(kIds * kDraws);
  for (std::size_t first = 0; first < count; first += kIds) {
    fill_normal(stream, first_block + first / kIds, block);
    for (std::size_t i = first; i < std::min(first + kIds, count); ++i) {
      const float* from = block.data() + (i - first) * kDraws;
      std::copy_n(from, kDraws, out[i].begin());
    }
  }
  return out;
}

/// Blocks of groups' vectors, apart from each other.
constexpr std::uint64_t kSegmentBlocks = 0, kTopicBlocks = std::uint64_t{1} << 40U,
                        kContextBlocks = std::uint64_t{2} << 40U;

/// Drawn functions on ids: a first and a second of each kind, the second not yet orthogonal.
struct DrawnIds {
  std::vector<std::int32_t> groups;  // segment or topic
  std::array<Vectors, 2> vectors;
  std::array<Numbers, 2> biases;
  std::vector<float> attributes;
};

struct DrawRequest {
  Stream ids, groups;
  std::uint64_t group_blocks;
  std::int64_t count, group_count;
  double group_share;
};

DrawnIds draw_ids(const DrawRequest& in) {
  const auto count = static_cast<std::size_t>(in.count);
  const auto own = draw_numbers(in.ids, count, 0);
  const auto group_draws =
      draw_numbers(in.groups, static_cast<std::size_t>(in.group_count), in.group_blocks);
  const double of_group = std::sqrt(in.group_share), of_own = std::sqrt(1 - in.group_share);
  DrawnIds out;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t group = uniform_below(in.ids, 2 * i, group_draws.size());
    out.groups.push_back(static_cast<std::int32_t>(group));
    out.attributes.push_back(own[i][kAttribute]);
    for (std::size_t t = 0; t < 2; ++t) {
      Vector8& vector = out.vectors[t].emplace_back();
      for (std::size_t d = 0; d < kTasteDimension; ++d) {
        const std::size_t at = t * kTasteDimension + d;
        vector[d] = of_group * group_draws[group][at] + of_own * own[i][at];
      }
      out.biases[t].push_back(own[i][kBias + t]);
    }
  }
  return out;
}

Numbers popularity_of(const RecommendationOptions& options) {
  Numbers q(static_cast<std::size_t>(options.items));
  double sum = 0;
  for (std::size_t i = 0; i < q.size(); ++i) {
    sum += q[i] = std::pow(static_cast<double>(i + 1), -options.zipf);
  }
  for (double& x : q) x /= sum;
  return q;
}

/// A term of z_E of that share, and z_S's: rho times it plus the rest of the second.
struct Mix {
  double rho;
  double rest = std::sqrt(1 - rho * rho);

  TaskPair operator()(double share, double first, double second) const {
    const double scale = std::sqrt(share);
    return {static_cast<float>(scale * first),
            static_cast<float>(scale * (rho * first + rest * second))};
  }
};

float dot(const TasteVector& a, const TasteVector& b) {
  float sum = 0;
  for (std::size_t d = 0; d < kTasteDimension; ++d) sum += a[d] * b[d];
  return sum;
}

TasteVector narrowed(const Vector8& from) {
  TasteVector to;
  for (std::size_t d = 0; d < to.size(); ++d) to[d] = static_cast<float>(from[d]);
  return to;
}

/// The match's standard deviation over users and items is 1, and the second taste's match is
/// uncorrelated with the first's: E[<p, v> <p', v>] = trace of E[p p'^T] E[v v^T] = 0.
void standardise_match(DrawnIds& users, std::span<const double> uniform, const Matrix8& v) {
  auto& [first, second] = users.vectors;
  centre(uniform, first);
  centre(uniform, second);
  const double variance = inner(second_moments(uniform, first, first), v);
  subtract(second, inner(second_moments(uniform, second, first), v) / variance, first);
  const double second_variance = inner(second_moments(uniform, second, second), v);
  for (Vector8& p : first) {
    for (double& x : p) x /= std::sqrt(variance);
  }
  for (Vector8& p : second) {
    for (double& x : p) x /= std::sqrt(second_variance);
  }
}

RecommendationUser make_user(const DrawnIds& users, std::size_t u, const Mix& mix) {
  RecommendationUser user;
  for (std::size_t d = 0; d < kTasteDimension; ++d) {
    const TaskPair taste = mix(kMatchShare, users.vectors[0][u][d], users.vectors[1][u][d]);
    for (std::size_t t = 0; t < 2; ++t) user.taste[t][d] = taste[t];
  }
  user.bias = mix(kUserShare, users.biases[0][u], users.biases[1][u]);
  user.segment = users.groups[u];
  user.activity = users.attributes[u];
  return user;
}

std::vector<TaskPair> make_contexts(const Stream& groups, const Mix& mix) {
  const auto draws = draw_numbers(groups, kContexts, kContextBlocks);
  std::array<Numbers, 2> effects;
  for (const Draws& draw : draws) {
    for (std::size_t t = 0; t < 2; ++t) effects[t].push_back(draw[kBias + t]);
  }
  make_orthonormal(Numbers(kContexts, 1.0 / kContexts), effects[0], effects[1]);
  std::vector<TaskPair> contexts;
  for (std::size_t c = 0; c < draws.size(); ++c) {
    contexts.push_back(mix(kContextShare, effects[0][c], effects[1][c]));
  }
  return contexts;
}

/// <v_j, v_i> has variance |E v v^T|^2, and covariance |E v v2^T|^2 with <v2_j, v2_i>.
PreviousWeights weigh_previous(const Mix& mix, std::span<const double> q, const DrawnIds& items) {
  const auto& [v, v2] = items.vectors;
  const Matrix8 moments = second_moments(q, v, v), cross = second_moments(q, v, v2),
                moments2 = second_moments(q, v2, v2);
  const double variance = inner(moments, moments);
  const double shared = inner(cross, cross) / variance;
  const double rest = std::sqrt(inner(moments2, moments2) - shared * shared * variance);
  return {mix(kPreviousShare, 1 / std::sqrt(variance), -shared / rest),
          static_cast<float>(std::sqrt(kPreviousShare) * mix.rest / rest)};
}

std::vector<RecommendationItem> make_items(const DrawnIds& drawn, const Stream& stream,
                                           const RecommendationOptions& options) {
  const Mix mix{options.relatedness};
  const double ranks = std::log(static_cast<double>(options.items + 1));
  const auto authors = static_cast<std::uint64_t>(options.authors);
  std::vector<RecommendationItem> items;
  for (std::size_t i = 0; i < drawn.groups.size(); ++i) {
    items.push_back({{narrowed(drawn.vectors[0][i]), narrowed(drawn.vectors[1][i])},
                     mix(kItemShare, drawn.biases[0][i], drawn.biases[1][i]),
                     drawn.groups[i],
                     static_cast<std::int32_t>(uniform_below(stream, 2 * i + 1, authors)),
                     drawn.attributes[i],
                     static_cast<float>(1 - std::log(static_cast<double>(i + 1)) / ranks)});
  }
  return items;
}

/// The law is of the first `known` users; those behind them are centred and scaled by its moments.
std::vector<RecommendationUser> make_users(DrawnIds drawn, std::int64_t known, const Mix& mix,
                                           const Matrix8& v) {
  const std::size_t count = drawn.groups.size();
  Numbers uniform(count, 0);
  std::fill_n(uniform.begin(), known, 1.0 / static_cast<double>(known));
  make_orthonormal(uniform, drawn.biases[0], drawn.biases[1]);
  standardise_match(drawn, uniform, v);
  std::vector<RecommendationUser> users;
  for (std::size_t u = 0; u < count; ++u) users.push_back(make_user(drawn, u, mix));
  return users;
}

}  // namespace

Population::Population(const RecommendationOptions& options, std::uint64_t seed, std::uint32_t run,
                       std::int64_t new_users)
    : popularity_(popularity_of(options)) {
  const Mix mix{options.relatedness};
  const Stream groups{seed, Purpose::kRecommendationGroups, run};
  const Stream items{seed, Purpose::kRecommendationItems, run};
  const Stream users{seed, Purpose::kRecommendationUsers, run};
  const Numbers q = popularity_of(options);
  DrawnIds drawn =
      draw_ids({items, groups, kTopicBlocks, options.items, options.topics, kTopicShare});
  for (Vectors& vectors : drawn.vectors) centre(q, vectors);
  make_orthonormal(q, drawn.biases[0], drawn.biases[1]);
  previous_ = weigh_previous(mix, q, drawn);
  items_ = make_items(drawn, items, options);
  users_ = make_users(draw_ids({users, groups, kSegmentBlocks, options.users + new_users,
                                options.segments, kSegmentShare}),
                      options.users, mix, second_moments(q, drawn.vectors[0], drawn.vectors[0]));
  contexts_ = make_contexts(groups, mix);
}

float Population::match(std::int32_t user, std::int32_t item) const {
  constexpr auto kScale = static_cast<float>(1.8257418583505538);  // 1 / sqrt(kMatchShare)
  return kScale * dot(users_[index(user)].taste[0], items_[index(item)].vectors[0]);
}

TaskPair Population::scores(std::int32_t user, std::int32_t item, std::int32_t previous,
                            std::int32_t context) const {
  const RecommendationUser& u = users_[index(user)];
  const RecommendationItem& i = items_[index(item)];
  const RecommendationItem& j = items_[index(previous)];
  const float consumed = dot(j.vectors[0], i.vectors[0]);
  TaskPair z;
  for (std::size_t t = 0; t < 2; ++t) {
    z[t] = u.bias[t] + i.quality[t] + dot(u.taste[t], i.vectors[0]) +
           previous_.first[t] * consumed + contexts_[index(context)][t];
  }
  z[1] += previous_.second * dot(j.vectors[1], i.vectors[1]);
  return z;
}

}  // namespace mmoe
