// SPDX-License-Identifier: Apache-2.0
// What a model must know of the data to be built: how many inputs, which tasks.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "math/matrix.h"

namespace mmoe {

enum class TaskKind { kRegression, kBinary };

struct Task {
  std::string name;  // "y1", "income"
  TaskKind kind = TaskKind::kRegression;
};

/// Sparse inputs in fields, each the categories of one column, of which models learn vectors
/// (nn/embedding.h).
struct EmbeddedFields {
  Index width = 0;                       // numbers a field; 0: nothing is embedded
  std::vector<Index> vocabularies = {};  // categories by field, in the order of the sparse inputs

  Index inputs() const { return width * static_cast<Index>(vocabularies.size()); }
};

/// d = inputs(), K = tasks.size().
struct Problem {
  Index dense_inputs = 0;
  Index sparse_inputs = 0;
  std::vector<Task> tasks;
  EmbeddedFields embedded = {};  // the sparse inputs' fields, or none
  /// The group of each sparse input, 0 .. G - 1: those of one group are set together in much the
  /// same combinations (nn/combinations.h). Empty: all are in one.
  std::vector<std::int32_t> sparse_groups = {};

  /// What the first layers read.
  Index inputs() const {
    return dense_inputs + (embedded.width > 0 ? embedded.inputs() : sparse_inputs);
  }
  Index sparse_group_count() const {
    return sparse_groups.empty() ? 1 : 1 + *std::ranges::max_element(sparse_groups);
  }
  Index task_count() const { return static_cast<Index>(tasks.size()); }
};

}  // namespace mmoe
