// SPDX-License-Identifier: Apache-2.0
// Rows of a recommender's log as a model's inputs: nine fields of ids and eight numbers.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "data/recommendation/log.h"
#include "nn/batch.h"
#include "nn/problem.h"

namespace mmoe {

inline constexpr std::array kLogTasks = {"engagement", "satisfaction"};

/// A row's fields of ids, and the columns that hold them.
inline constexpr std::array kLogFields = {"user",    "item",    "previous_item",
                                          "author",  "topic",   "previous_topic",
                                          "segment", "surface", "hour"};

/// Returns one table for items and previous items, and one for their topics.
/// `widths` of kLogFields, if they differ.
EmbeddedFields embedded_log_fields(const RecommendationOptions& log, Index width,
                                   const std::vector<std::int64_t>& widths = {});

/// Throws FieldError at `where` unless there is none, or one for each field, the same for fields
/// of one table.
void check_log_widths(const std::vector<std::int64_t>& widths, const std::string& where);

class LogInputs {
 public:
  explicit LogInputs(const EmbeddedFields& fields);

  /// Makes room for so many rows, none of them set yet.
  static void resize(Index rows, Batch<float>& batch);
  /// Sets example `example` of the batch, the next one whose ids are added; an id that no row of
  /// the log has, a new user's, sets no input.
  void add(const RecommendationRow& row, Index example, Batch<float>& batch) const;

 private:
  std::array<std::int32_t, kLogFields.size()> offsets_{};  // of each field's first sparse input
  std::array<std::int32_t, kLogFields.size()> ids_{};      // of each field
};

}  // namespace mmoe
