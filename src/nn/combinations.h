// SPDX-License-Identifier: Apache-2.0
// Categories come together: who was not asked about a move has "not in universe" in every column on
// it. What an example sets within one group of inputs is a combination, and the examples of a batch
// share most of theirs: with Census-income's groups, 256 examples of 31 set inputs have some 230
// combinations of five inputs, six an example. Sums over combinations, and of them over examples,
// then take a third of the additions. As matrices S = A C, where S [sparse inputs x B] has a 1
// where an input is set, A [sparse inputs x combinations] and C [combinations x B].
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nn/csr_indices.h"
#include "nn/problem.h"

namespace mmoe {

/// Both matrices, column by column, and the second one row by row as well.
struct Combinations {
  CsrIndices inputs;       // A: the inputs of each combination
  CsrIndices of_examples;  // C: the combinations of each example
  CsrIndices examples;     // C^T: the examples of each combination, in ascending order

  Index count() const { return inputs.size(); }
};

/// Finds the combinations of a batch after another; keeps its memory from one to the next.
class CombinationFinder {
 public:
  explicit CombinationFinder(const Problem& problem);

  /// Of examples that set the inputs `set`. The order within a combination is the example's;
  /// combinations are numbered as they are met. Of a problem whose sparse inputs are embedded, or
  /// that has none, nothing is found.
  void find(const CsrIndices& set, Combinations& found);

 private:
  void sort_by_group(std::span<const std::int32_t> inputs);
  std::int32_t number_of(std::span<const std::int32_t> combination, Combinations& found);

  std::vector<std::int32_t> groups_;  // by input
  std::vector<std::int32_t> sorted_;  // an example's inputs, group after group
  std::vector<std::int32_t> ends_;    // of each group in it
  std::vector<std::int32_t> slots_;   // hash table of combinations' numbers, or -1
};

}  // namespace mmoe
