// SPDX-License-Identifier: Apache-2.0
#include "stepper.h"

namespace mmoe {

double product_operations(const Layout& layout, const Problem& problem, Index set_inputs,
                          Index examples) {
  double operations = 0;
  for (const Block& block : layout.blocks()) {
    if (block.role == Role::kBias || block.role == Role::kStitch) continue;
    const bool first = block.cols == problem.inputs();
    const Index inputs = first ? set_inputs : block.cols;
    operations += 2.0 * (first ? 2 : 3) * static_cast<double>(block.rows * inputs * examples);
  }
  return operations;
}

}  // namespace mmoe
