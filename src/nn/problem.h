// SPDX-License-Identifier: Apache-2.0
// What a model must know of the data to be built: how many inputs, which tasks.
#pragma once

#include <string>
#include <vector>

#include "math/matrix.h"

namespace mmoe {

enum class TaskKind { kRegression, kBinary };

struct Task {
  std::string name;  // "y1", "income"
  TaskKind kind = TaskKind::kRegression;
};

/// d = dense_inputs + sparse_inputs, K = tasks.size().
struct Problem {
  Index dense_inputs = 0;
  Index sparse_inputs = 0;
  std::vector<Task> tasks;

  Index inputs() const { return dense_inputs + sparse_inputs; }
  Index task_count() const { return static_cast<Index>(tasks.size()); }
};

}  // namespace mmoe
