// SPDX-License-Identifier: Apache-2.0
#include "nn/objective.h"

#include "math/loss.h"

namespace mmoe {

template <typename Scalar>
Scalar multi_task_loss(const std::vector<Task>& tasks, const MatrixRef<Scalar>& outputs,
                       const MatrixRef<Scalar>& labels, MutableMatrixRef<Scalar> d_outputs,
                       std::vector<Scalar>& losses) {
  Scalar total = 0;
  losses.resize(tasks.size());
  for (std::size_t k = 0; k < tasks.size(); ++k) {
    const auto row = static_cast<Index>(k);
    const auto loss = tasks[k].kind == TaskKind::kRegression ? squared_error<Scalar>
                                                             : binary_cross_entropy<Scalar>;
    losses[k] =
        loss(outputs.middleRows(row, 1), labels.middleRows(row, 1), d_outputs.middleRows(row, 1));
    total += losses[k];
  }
  return total;
}

MMOE_INSTANTIATE(multi_task_loss);

}  // namespace mmoe
