// SPDX-License-Identifier: Apache-2.0
// Options that several models share. Widths are lists: one entry per hidden layer, any depth.
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include "base/fields.h"
#include "math/activation.h"
#include "math/matrix.h"

namespace mmoe {

using Widths = std::vector<Index>;
static_assert(std::is_same_v<Index, std::int64_t>, "base/fields reads std::int64_t");

/// A bottom and one tower per task: Shared-Bottom, and the models of one network per task, whose
/// hidden layers are the bottom's followed by the tower's.
struct BottomOptions {
  Widths bottom = {113};            // hidden widths of the bottom, at least one
  Widths tower = {8};               // hidden widths of each task's tower, may be empty
  std::string activation = "relu";  // of every hidden layer
  double dropout = 0;               // fraction of hidden units dropped in training

  Fields fields();
  /// Returns bottom followed by tower: the hidden layers of a task's own network.
  Widths network() const;
  /// Returns all of network() but the first.
  Widths upper_layers() const;
};

/// n experts, gates and one tower per task: OMoE and MMoE.
struct ExpertOptions {
  std::int64_t experts = 8;         // n, number of experts
  Widths expert = {16};             // hidden widths of each expert, at least one
  Widths shared_bottom = {};        // hidden widths below experts and gates, may be empty
  Widths tower = {8};               // hidden widths of each task's tower, may be empty
  bool gate_bias = false;           // the paper's gates are linear without bias
  std::string activation = "relu";  // of every hidden layer
  double dropout = 0;               // fraction of hidden units dropped in training

  Fields fields();
};

}  // namespace mmoe
