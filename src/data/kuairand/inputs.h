// SPDX-License-Identifier: Apache-2.0
// KuaiRand's rows as inputs: embedded fields of ids and scaled numbers, both learned on training
// rows alone.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <unordered_map>

#include "data/by_id.h"
#include "data/kuairand/row.h"
#include "nn/batch.h"
#include "nn/problem.h"

namespace mmoe {

inline constexpr std::array kKuaiTasks = {"long_view", "is_like"};

/// Calls its argument with each training row.
using KuaiRowVisit = std::function<void(const std::function<void(const KuaiRow&)>&)>;

/// The ids of one table: those with enough training rows, the most frequent first and ties by id;
/// all others share hash buckets.
class KuaiVocabulary {
 public:
  KuaiVocabulary() = default;
  KuaiVocabulary(const ById<std::uint32_t>& rows, std::int64_t min_rows, Index buckets);

  Index size() const { return std::ssize(known_) + buckets_; }
  Index operator()(std::int32_t id) const;
  bool knows(std::int32_t id) const { return known_.contains(id); }

 private:
  std::unordered_map<std::int32_t, Index> known_;
  Index buckets_ = 1;
};

class KuaiInputs {
 public:
  struct Options {
    std::int64_t min_rows = 5;
    Index buckets = 4096;  // of tables of users, videos, authors and tags; the others have one
    Index width = 16;
  };
  KuaiInputs(const Options& options, const KuaiRowVisit& visit_training_rows);

  /// Two fields of one kind (a video and the previous video) share a table.
  EmbeddedFields embedded() const;
  static void resize(Index rows, Batch<float>& batch);
  /// Sets the next example whose ids are added.
  void add(const KuaiRow& row, Index example, Batch<float>& batch) const;
  /// Whether the table of a field has a place of its own for the row's id.
  bool knows(const KuaiRow& row, std::size_t field) const;
  /// Returns log(1 + x) of a number, from 0 to 1 between the extremes of training rows; unknown =
  /// 0.
  float scaled(std::size_t number, float value) const;

 private:
  struct Range {
    float low = 0, high = 0;
  };
  Index width_;
  std::array<KuaiVocabulary, kKuaiFields.size()> vocabularies_;  // by table
  std::array<Index, kKuaiFields.size()> offsets_{};              // of fields
  std::array<Range, kKuaiNumbers.size()> ranges_{};
};

}  // namespace mmoe
