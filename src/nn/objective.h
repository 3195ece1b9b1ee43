// SPDX-License-Identifier: Apache-2.0
// The multi-task loss: L = sum_k L_k, each task's mean loss over the batch, squared error for a
// regression task and binary cross-entropy for a binary one.
#pragma once

#include <vector>

#include "math/matrix.h"
#include "nn/problem.h"

namespace mmoe {

/// Fills losses [K] and d_outputs [K x B] = dL/doutputs; returns L.
template <typename Scalar>
Scalar multi_task_loss(const std::vector<Task>& tasks, const MatrixRef<Scalar>& outputs,
                       const MatrixRef<Scalar>& labels, MutableMatrixRef<Scalar> d_outputs,
                       std::vector<Scalar>& losses);

}  // namespace mmoe
