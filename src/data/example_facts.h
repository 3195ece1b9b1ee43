// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace mmoe {

/// What is known of N examples beyond what models read: for metrics alone.
struct ExampleFacts {
  /// [N] the group of each, such as the user who was shown it; empty if there are none.
  std::vector<std::int32_t> groups = {};
  /// [K][N] the probabilities that the labels were drawn with, the best possible predictions; empty
  /// if unknown.
  std::vector<std::vector<float>> probabilities = {};
};

}  // namespace mmoe
