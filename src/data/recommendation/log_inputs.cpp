// SPDX-License-Identifier: Apache-2.0
#include "data/recommendation/log_inputs.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"

namespace mmoe {
namespace {

/// The ids of a row, in the order of kLogFields.
std::array<std::int32_t, kLogFields.size()> ids_of(const RecommendationRow& row) {
  return {row.user,           row.item,    row.previous_item, row.author, row.topic,
          row.previous_topic, row.segment, row.surface,       row.hour};
}

/// Of each of kLogFields.
const std::vector<Index> kLogTables = {0, 1, 1, 2, 3, 3, 4, 5, 6};

}  // namespace

EmbeddedFields embedded_log_fields(const RecommendationOptions& log, Index width,
                                   const std::vector<std::int64_t>& widths) {
  return {.width = width,
          .vocabularies = {log.users, log.items, log.items, log.authors, log.topics, log.topics,
                           log.segments, kSurfaces, kHours},
          .tables = kLogTables,
          .widths = {widths.begin(), widths.end()}};
}

void check_log_widths(const std::vector<std::int64_t>& widths, const std::string& where) {
  if (widths.empty()) return;
  if (widths.size() != kLogFields.size()) {
    throw FieldError(where, fmt::format("found {} numbers; expected one for each of {}",
                                        widths.size(), fmt::join(kLogFields, ", ")));
  }
  for (std::size_t f = 1; f < widths.size(); ++f) {
    if (kLogTables[f] != kLogTables[f - 1] || widths[f] == widths[f - 1]) continue;
    throw FieldError(where,
                     fmt::format("found {} for {} and {} for {}, which share a table; "
                                 "expected the same number",
                                 widths[f - 1], kLogFields[f - 1], widths[f], kLogFields[f]));
  }
}

LogInputs::LogInputs(const EmbeddedFields& fields) {
  std::int64_t offset = 0;
  for (std::size_t f = 0; f < kLogFields.size(); ++f) {
    offsets_[f] = static_cast<std::int32_t>(offset);
    ids_[f] = static_cast<std::int32_t>(fields.vocabularies[f]);
    offset += fields.vocabularies[f];
  }
}

void LogInputs::resize(Index rows, Batch<float>& batch) {
  batch.sparse.clear();
  batch.dense.resize(std::ssize(kDenseNames), rows);
  batch.labels.resize(std::ssize(kLogTasks), rows);
}

void LogInputs::add(const RecommendationRow& row, Index example, Batch<float>& batch) const {
  const auto ids = ids_of(row);
  for (std::size_t f = 0; f < kLogFields.size(); ++f) {
    if (ids[f] < ids_[f]) batch.sparse.items.push_back(offsets_[f] + ids[f]);
  }
  batch.sparse.end_list();
  for (std::size_t i = 0; i < row.dense.size(); ++i) {
    batch.dense(static_cast<Index>(i), example) = row.dense[i];
  }
  batch.labels(0, example) = row.engaged ? 1.0F : 0.0F;
  batch.labels(1, example) = row.satisfied ? 1.0F : 0.0F;
}

}  // namespace mmoe
