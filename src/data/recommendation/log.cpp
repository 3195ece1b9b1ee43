// SPDX-License-Identifier: Apache-2.0
#include "data/recommendation/log.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mmoe {
namespace {

/// Uniform 64-bit numbers of a row, by place.
enum RowBits : std::uint64_t { kUser, kPrevious, kContextAndSlice, kChoice, kRowBits };
/// Normal numbers of a row, by place: the labels' two, then those of the noisy dense inputs.
enum RowNormals : std::uint64_t {
  kEngagementNoise,
  kSatisfactionNoise,
  kMatchNoise,
  kContentNoise
};
/// Rows drawn together: one call fills their bits, and one their normal numbers.
constexpr std::int64_t kBlockRows = 32;
constexpr std::int64_t kMostCandidates = 64;
constexpr std::size_t kFirstContent = 4;  // of the dense inputs

/// Returns the part of a block of rows, `width` numbers per row, that begins with this row.
template <typename Number>
const Number* from_row(const Number* block, std::int64_t row, std::uint64_t width) {
  return block + static_cast<std::uint64_t>(row % kBlockRows) * width;
}

/// Returns a number below n, uniform to n / 2^64.
std::int32_t index_below(std::uint64_t bits, std::int64_t n) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::int32_t>(Wide{bits} * static_cast<std::uint64_t>(n) >> 64U);
}

/// In [0, 1).
double unit_interval(std::uint64_t bits) { return static_cast<double>(bits >> 11U) * 0x1p-53; }

}  // namespace

std::size_t weighted_choice(std::span<const double> weights, std::uint64_t bits) {
  double left = unit_interval(bits) * std::accumulate(weights.begin(), weights.end(), 0.0);
  std::size_t k = 0;
  while (k + 1 < weights.size() && left >= weights[k]) left -= weights[k++];
  return k;
}

RecommendationLog::RecommendationLog(const RecommendationOptions& options, const PropensityLaw& law,
                                     std::uint64_t seed, std::uint32_t run, std::int64_t new_users)
    : options_(options),
      seed_(seed),
      run_(run),
      law_(law),
      population_(options, seed, run, new_users) {
  if (options.policy > 0) solve_intercepts();
}

void RecommendationLog::draw(std::int64_t first, std::span<RecommendationRow> out) const {
  while (!out.empty()) {
    const std::int64_t count = std::min(kBlockRows - first % kBlockRows, std::ssize(out));
    const auto block = out.first(static_cast<std::size_t>(count));
    // Ids first, so that the memory they point to is prefetched before it is read.
    place_rows(first, block);
    complete_rows(first, block);
    out = out.subspan(block.size());
    first += count;
  }
}

void RecommendationLog::place_rows(std::int64_t first, std::span<RecommendationRow> out) const {
  std::array<std::uint64_t, kBlockRows * kRowBits> block;
  fill_bits({seed_, Purpose::kRecommendationRows, run_},
            static_cast<std::uint64_t>(first / kBlockRows), block);
  const std::uint64_t* bits = from_row(block.data(), first, kRowBits);
  for (RecommendationRow& row : out) {
    place(first++, bits, row);
    population_.prefetch(row.user, row.item, row.previous_item);
    bits += kRowBits;
  }
}

void RecommendationLog::complete_rows(std::int64_t first, std::span<RecommendationRow> out) const {
  alignas(64) std::array<float, kBlockRows * kRowNormals> block;
  fill_normal({seed_, Purpose::kRecommendationNoise, run_},
              static_cast<std::uint64_t>(first / kBlockRows),
              Eigen::Map<Vector<float>>(block.data(), std::ssize(block)));
  const float* noise = from_row(block.data(), first, kRowNormals);
  for (RecommendationRow& row : out) {
    complete(noise, row);
    noise += kRowNormals;
  }
}

void RecommendationLog::complete(const float* noise, RecommendationRow& row) const {
  const auto exceeds = [](const Propensity& task, float score, float normal) {
    return task.intercept + task.slope * score + normal > 0;
  };
  describe(noise, row);
  const TaskPair z = scores(row);
  row.engaged = exceeds(law_.engagement, z[0], noise[kEngagementNoise]);
  row.satisfied =
      exceeds(law_.satisfaction, z[1], noise[kSatisfactionNoise]) && (row.engaged || !law_.nested);
}

double RecommendationLog::policy_weight(const RecommendationRow& row, std::int32_t item) const {
  return std::exp(options_.policy * scores(row, item)[0]);
}

/// Who, where, and which item is shown.
void RecommendationLog::place(std::int64_t row, const std::uint64_t* bits,
                              RecommendationRow& out) const {
  constexpr std::uint64_t kLowHalf = 0xffffffffU;
  out.user = index_below(bits[kUser], options_.users);
  out.previous_item = population_.popular_item(bits[kPrevious]);
  const std::int32_t context = index_below(bits[kContextAndSlice] & ~kLowHalf, kContexts);
  out.hour = context / kSurfaces;
  out.surface = context % kSurfaces;
  out.uniform_slice = unit_interval(bits[kContextAndSlice] << 32U) < options_.uniform_share;
  if (options_.policy > 0) {
    choose_by_policy(row, bits[kChoice], out);
  } else {
    choose(row, bits[kChoice], out);
  }
}

/// If all candidates are equally likely, only the chosen one is drawn.
void RecommendationLog::choose(std::int64_t row, std::uint64_t bits, RecommendationRow& out) const {
  out.item = candidate(row, index_below(bits, options_.candidates));
  out.propensity = 1.0F / static_cast<float>(options_.candidates);
}

void RecommendationLog::choose_by_policy(std::int64_t row, std::uint64_t bits,
                                         RecommendationRow& out) const {
  std::array<std::int32_t, kMostCandidates> items;
  std::array<double, kMostCandidates> weights;
  double sum = 0;
  const auto m = static_cast<std::size_t>(options_.candidates);
  for (std::size_t k = 0; k < m; ++k) {
    items[k] = candidate(row, static_cast<std::int64_t>(k));
    weights[k] = policy_weight(out, items[k]);
    sum += weights[k];
  }
  const std::size_t k = out.uniform_slice
                            ? static_cast<std::size_t>(index_below(bits, options_.candidates))
                            : weighted_choice(std::span(weights).first(m), bits);
  out.item = items[k];
  // An item that occurs twice among the candidates has the probability of both.
  double weight = 0;
  double alike = 0;
  for (std::size_t other = 0; other < m; ++other) {
    if (items[other] != items[k]) continue;
    weight += weights[other];
    alike += 1;
  }
  const double share = options_.uniform_share;
  out.propensity =
      static_cast<float>((1 - share) * weight / sum + share * alike / static_cast<double>(m));
}

std::int32_t RecommendationLog::candidate(std::int64_t row, std::int64_t k) const {
  return population_.popular_item(
      random_bits({seed_, Purpose::kRecommendationCandidates, run_},
                  static_cast<std::uint64_t>(row * kMostCandidates + k)));
}

std::vector<std::int32_t> RecommendationLog::candidates(std::int64_t row) const {
  std::vector<std::int32_t> items;
  for (std::int64_t k = 0; k < options_.candidates; ++k) {
    items.push_back(candidate(row, k));
  }
  return items;
}

/// The inputs that follow from the ids, some through noise.
void RecommendationLog::describe(const float* noise, RecommendationRow& out) const {
  constexpr auto kRootHalf = 0.70710678F;
  const RecommendationUser& user = population_.user(out.user);
  const RecommendationItem& item = population_.item(out.item);
  out.segment = user.segment;
  out.author = item.author;
  out.topic = item.topic;
  out.previous_topic = population_.item(out.previous_item).topic;
  out.dense[0] = kRootHalf * (population_.match(out.user, out.item) + noise[kMatchNoise]);
  out.dense[1] = item.popularity;
  out.dense[2] = item.age;
  out.dense[3] = user.activity;
  for (std::size_t d = kFirstContent; d < out.dense.size(); ++d) {
    const std::size_t entry = d - kFirstContent;
    out.dense[d] = kRootHalf * (item.vectors[0][entry] + noise[kContentNoise + entry]);
  }
}

TaskPair RecommendationLog::scores(const RecommendationRow& row, std::int32_t item) const {
  return population_.scores(row.user, item, row.previous_item, row.hour * kSurfaces + row.surface);
}

std::pair<double, double> RecommendationLog::truth(const RecommendationRow& row) const {
  const TaskPair z = scores(row);
  return law_.probabilities(z[0], z[1]);
}

/// Solves for the intercepts with which rows chosen by the policy have the requested rates.
void RecommendationLog::solve_intercepts() {
  constexpr std::int64_t kRows = 1 << 17;
  constexpr double kWidest = 100;
  std::array<RecommendationRow, kBlockRows> rows;
  std::vector<TaskPair> z;
  for (std::int64_t row = 0; row < kRows; row += kBlockRows) {
    place_rows(kLogRows + row, rows);  // beyond the rows of the log
    for (const RecommendationRow& placed : rows) z.push_back(scores(placed));
  }
  const auto mean = [&](auto of_row) {
    double sum = 0;
    for (const TaskPair& scores : z) sum += of_row(law_.probabilities(scores[0], scores[1]));
    return sum / static_cast<double>(kRows);
  };
  law_.engagement.intercept = bisect(-kWidest, kWidest, options_.engagement_rate, [&](double a) {
    law_.engagement.intercept = a;
    return mean([](const auto& p) { return p.first; });
  });
  law_.satisfaction.intercept =
      bisect(-kWidest, kWidest, options_.satisfaction_rate, [&](double a) {
        law_.satisfaction.intercept = a;
        return mean([](const auto& p) { return p.second; });
      });
}

}  // namespace mmoe
