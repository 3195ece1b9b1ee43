// SPDX-License-Identifier: Apache-2.0
// What a model must know about the data: the number of inputs, and the tasks.
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include "math/matrix.h"

namespace mmoe {

enum class TaskKind { kRegression, kBinary };

struct Task {
  std::string name;  // "y1", "income"
  TaskKind kind = TaskKind::kRegression;
  bool partly_labelled =
      false;  // some examples lack the label (NaN); its loss and metrics skip them
};

/// Sparse inputs grouped by field (the categories of one column), for which models learn embeddings
/// (nn/embedding.h). Fields of one table have one embedding dimension.
struct EmbeddedFields {
  Index width = 0;  // embedding dimension per field; 0 = off
  std::vector<Index> vocabularies =
      {};  // number of categories per field, in the order of the sparse inputs
  /// The table of each field, numbered in order of first use; fields of one table (an item, and the
  /// item before it) have the same categories. Empty = each field has its own.
  std::vector<Index> tables = {};
  std::vector<Index> widths = {};  // embedding dimension of each field; empty = `width` for all

  std::size_t table(std::size_t field) const {
    return tables.empty() ? field : static_cast<std::size_t>(tables[field]);
  }

  Index table_count() const {
    return tables.empty() ? std::ssize(vocabularies) : 1 + *std::ranges::max_element(tables);
  }
  /// Returns the embedding dimension of a field.
  Index width_of(std::size_t field) const { return widths.empty() ? width : widths[field]; }
  Index inputs() const {
    return widths.empty() ? width * std::ssize(vocabularies)
                          : std::accumulate(widths.begin(), widths.end(), Index{0});
  }
};

/// d = inputs(), K = tasks.size().
struct Problem {
  Index dense_inputs = 0;
  Index sparse_inputs = 0;
  std::vector<Task> tasks;
  EmbeddedFields embedded = {};  // the sparse inputs' fields, or none
  /// The group of each sparse input, 0 .. G - 1: inputs of one group tend to be set in the same
  /// combinations (nn/combinations.h). Empty = all are in one group.
  std::vector<std::int32_t> sparse_groups = {};

  /// Returns the number of inputs that the first layers read.
  Index inputs() const {
    return dense_inputs + (embedded.width > 0 ? embedded.inputs() : sparse_inputs);
  }
  Index sparse_group_count() const {
    return sparse_groups.empty() ? 1 : 1 + Index{*std::ranges::max_element(sparse_groups)};
  }
  Index task_count() const { return static_cast<Index>(tasks.size()); }
};

}  // namespace mmoe
