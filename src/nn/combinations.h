// SPDX-License-Identifier: Apache-2.0
// One-hot columns co-occur: a respondent not asked about migration has "not in universe" in
// every migration column. The inputs that an example sets within one group are a combination,
// and the examples of a batch share most of theirs: with Census-income's groups, 256 examples of
// 31 set inputs have some 230 combinations of five inputs, six per example. Summing over
// combinations, and then those over examples, takes a third of the additions. As matrices S = A
// C, where S [sparse inputs x B] has a 1 where an input is set, A [sparse inputs x combinations]
// and C [combinations x B].
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

/// Finds the combinations of one batch after the other, reusing its memory.
class CombinationFinder {
 public:
  explicit CombinationFinder(const Problem& problem);

  /// Finds the combinations of examples that set the inputs `set`. The order within a combination
  /// is the example's; combinations are numbered in order of appearance. Finds nothing if the
  /// problem's sparse inputs are embedded, or if it has none.
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
