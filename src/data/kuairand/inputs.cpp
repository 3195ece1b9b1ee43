// SPDX-License-Identifier: Apache-2.0
#include "data/kuairand/inputs.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace mmoe {
namespace {

/// The table of each field of kKuaiFields. The first field of a table is the one it is learned of.
constexpr std::array<std::size_t, kKuaiFields.size()> kKuaiTables = {0, 1, 1, 2, 2, 3, 3,
                                                                     4, 5, 6, 7, 8, 9, 10};
constexpr std::size_t kHashedTables = 4;  // users, videos, authors, tags

bool is_first_of_table(std::size_t field) {
  return field == 0 || kKuaiTables[field] != kKuaiTables[field - 1];
}

float logarithm(float value) { return value < 0 ? 0.0F : std::log1p(value); }

}  // namespace

KuaiVocabulary::KuaiVocabulary(const ById<std::uint32_t>& rows, std::int64_t min_rows,
                               Index buckets)
    : buckets_(buckets) {
  std::vector<std::pair<std::int64_t, std::int32_t>> frequent;  // (-rows, id)
  rows.visit([&](std::int32_t id, std::int64_t count) {
    if (count >= min_rows) frequent.emplace_back(-count, id);
  });
  std::ranges::sort(frequent);
  for (const auto& [count, id] : frequent) known_.emplace(id, std::ssize(known_));
}

Index KuaiVocabulary::operator()(std::int32_t id) const {
  const auto found = known_.find(id);
  if (found != known_.end()) return found->second;
  constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15U;  // Fibonacci hashing
  const std::uint64_t mixed = (static_cast<std::uint64_t>(id) + 1) * kGolden >> 32U;
  return std::ssize(known_) + static_cast<Index>(mixed % static_cast<std::uint64_t>(buckets_));
}

KuaiInputs::KuaiInputs(const Options& options, const KuaiRowVisit& visit_training_rows)
    : width_(options.width) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  std::array<ById<std::uint32_t>, kKuaiFields.size()> rows;
  ranges_.fill({kInfinity, -kInfinity});
  visit_training_rows([&](const KuaiRow& row) {
    for (std::size_t f = 0; f < kKuaiFields.size(); ++f) {
      if (is_first_of_table(f) && row.ids[f] >= 0) ++rows[kKuaiTables[f]][row.ids[f]];
    }
    for (std::size_t i = 0; i < row.numbers.size(); ++i) {
      ranges_[i].low = std::min(ranges_[i].low, row.numbers[i]);
      ranges_[i].high = std::max(ranges_[i].high, row.numbers[i]);
    }
  });
  for (Range& range : ranges_) range = {logarithm(range.low), logarithm(range.high)};
  Index offset = 0;
  for (std::size_t f = 0; f < kKuaiFields.size(); ++f) {
    const std::size_t table = kKuaiTables[f];
    if (is_first_of_table(f)) {
      vocabularies_[table] = KuaiVocabulary(rows[table], options.min_rows,
                                            table < kHashedTables ? options.buckets : 1);
    }
    offsets_[f] = offset;
    offset += vocabularies_[table].size();
  }
}

EmbeddedFields KuaiInputs::embedded() const {
  EmbeddedFields fields{.width = width_};
  for (const std::size_t table : kKuaiTables) {
    fields.vocabularies.push_back(vocabularies_[table].size());
    fields.tables.push_back(static_cast<Index>(table));
  }
  return fields;
}

void KuaiInputs::resize(Index rows, Batch<float>& batch) {
  batch.sparse.clear();
  batch.dense.resize(std::ssize(kKuaiNumbers), rows);
  batch.labels.resize(std::ssize(kKuaiTasks), rows);
}

void KuaiInputs::add(const KuaiRow& row, Index example, Batch<float>& batch) const {
  for (std::size_t f = 0; f < kKuaiFields.size(); ++f) {
    if (row.ids[f] < 0) continue;
    const Index input = offsets_[f] + vocabularies_[kKuaiTables[f]](row.ids[f]);
    batch.sparse.items.push_back(static_cast<std::int32_t>(input));
  }
  batch.sparse.end_list();
  for (std::size_t i = 0; i < row.numbers.size(); ++i) {
    batch.dense(static_cast<Index>(i), example) = scaled(i, row.numbers[i]);
  }
  batch.labels(0, example) = static_cast<float>(row.long_view);
  batch.labels(1, example) = static_cast<float>(row.like);
}

bool KuaiInputs::knows(const KuaiRow& row, std::size_t field) const {
  return vocabularies_[kKuaiTables[field]].knows(row.ids[field]);
}

float KuaiInputs::scaled(std::size_t number, float value) const {
  const Range& range = ranges_[number];
  if (!(range.high > range.low)) return 0;
  return std::clamp((logarithm(value) - range.low) / (range.high - range.low), 0.0F, 1.0F);
}

}  // namespace mmoe
