// SPDX-License-Identifier: Apache-2.0
#include "nn/objective.h"

#include <cmath>

#include "math/loss.h"

namespace mmoe {

template <typename Scalar>
MultiTaskLoss<Scalar>::MultiTaskLoss(const std::vector<Task>& tasks,
                                     const std::vector<double>& weights)
    : tasks_(tasks), weights_(weights.begin(), weights.end()), losses_(tasks.size()) {
  if (weights_.empty()) weights_.assign(tasks.size(), Scalar(1));
}

template <typename Scalar>
Scalar MultiTaskLoss<Scalar>::operator()(const MatrixRef<Scalar>& outputs,
                                         const Batch<Scalar>& batch,
                                         MutableMatrixRef<Scalar> d_outputs) {
  Scalar total = 0;
  for (std::size_t k = 0; k < tasks_.size(); ++k) {
    const auto row = static_cast<Index>(k);
    const auto labels = batch.labels.middleRows(row, 1);
    auto d_row = d_outputs.middleRows(row, 1);
    losses_[k] = tasks_[k].partly_labelled
                     ? partial_loss(k, outputs.middleRows(row, 1), labels, batch.weights, d_row)
                     : task_loss(k, outputs.middleRows(row, 1), labels, batch.weights, d_row);
    if (weights_[k] != 1) d_row *= weights_[k];
    total += weights_[k] * losses_[k];
  }
  return total;
}

template <typename Scalar>
Scalar MultiTaskLoss<Scalar>::task_loss(std::size_t k, const MatrixRef<Scalar>& outputs,
                                        const MatrixRef<Scalar>& labels,
                                        const MatrixRef<Scalar>& weights,
                                        MutableMatrixRef<Scalar> d_outputs) const {
  const auto loss = tasks_[k].kind == TaskKind::kRegression ? squared_error<Scalar>
                                                            : binary_cross_entropy<Scalar>;
  return loss(outputs, labels, weights, d_outputs);
}

template <typename Scalar>
Scalar MultiTaskLoss<Scalar>::partial_loss(std::size_t k, const MatrixRef<Scalar>& outputs,
                                           const MatrixRef<Scalar>& labels,
                                           const MatrixRef<Scalar>& weights,
                                           MutableMatrixRef<Scalar> d_outputs) {
  if (labelled_.size() < labels.cols()) {
    for (auto* values : {&labelled_outputs_, &labelled_, &labelled_weights_, &d_labelled_}) {
      values->resize(labels.cols());
    }
  }
  Index count = 0;
  for (Index b = 0; b < labels.cols(); ++b) {
    if (std::isnan(labels(0, b))) continue;
    labelled_outputs_[count] = outputs(0, b);
    if (weights.cols() > 0) labelled_weights_[count] = weights(0, b);
    labelled_[count++] = labels(0, b);
  }
  d_outputs.setZero();
  if (count == 0) return 0;
  const Scalar loss =
      task_loss(k, MatrixView<Scalar>(labelled_outputs_.data(), 1, count),
                MatrixView<Scalar>(labelled_.data(), 1, count),
                MatrixView<Scalar>(labelled_weights_.data(), 1, weights.cols() > 0 ? count : 0),
                MutableMatrixView<Scalar>(d_labelled_.data(), 1, count));
  for (Index b = 0, next = 0; b < labels.cols(); ++b) {
    if (!std::isnan(labels(0, b))) d_outputs(0, b) = d_labelled_[next++];
  }
  return loss;
}

template class MultiTaskLoss<float>;
template class MultiTaskLoss<double>;

}  // namespace mmoe
