// SPDX-License-Identifier: Apache-2.0
// The multi-task loss: L = sum_k w_k L_k, with each task's mean loss over the examples that have
// its label, squared error for a regression task and binary cross-entropy for a binary one. Where
// a batch has weights of examples, each task's is the mean of weight times loss.
#pragma once

#include <vector>

#include "math/matrix.h"
#include "nn/batch.h"
#include "nn/problem.h"

namespace mmoe {

template <typename Scalar>
class MultiTaskLoss {
 public:
  /// `weights`: w_k >= 0 [K]; empty = all 1.
  explicit MultiTaskLoss(const std::vector<Task>& tasks, const std::vector<double>& weights = {});

  /// Fills d_outputs [K x B] = dL/doutputs; returns L. A task without any label in the batch adds
  /// nothing to either.
  Scalar operator()(const MatrixRef<Scalar>& outputs, const Batch<Scalar>& batch,
                    MutableMatrixRef<Scalar> d_outputs);

  /// Returns L_k of the last call [K], without w_k.
  const std::vector<Scalar>& losses() const { return losses_; }

 private:
  Scalar task_loss(std::size_t k, const MatrixRef<Scalar>& outputs, const MatrixRef<Scalar>& labels,
                   const MatrixRef<Scalar>& weights, MutableMatrixRef<Scalar> d_outputs) const;
  Scalar partial_loss(std::size_t k, const MatrixRef<Scalar>& outputs,
                      const MatrixRef<Scalar>& labels, const MatrixRef<Scalar>& weights,
                      MutableMatrixRef<Scalar> d_outputs);

  std::vector<Task> tasks_;
  std::vector<Scalar> weights_, losses_;
  /// One task's labelled examples. Aligned, as a std::vector is not: what an address decides is
  /// which examples are computed in vectors, and with it their last bits.
  Vector<Scalar> labelled_outputs_, labelled_, labelled_weights_, d_labelled_;
};

}  // namespace mmoe
