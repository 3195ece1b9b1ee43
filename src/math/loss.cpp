// SPDX-License-Identifier: Apache-2.0
#include "math/loss.h"

#include <cassert>
#include <cmath>

namespace mmoe {

template <typename Scalar>
Scalar squared_error(const MatrixRef<Scalar>& outputs, const MatrixRef<Scalar>& labels,
                     const MatrixRef<Scalar>& weights, MutableMatrixRef<Scalar> d_outputs) {
  const Scalar per_example = Scalar(1) / static_cast<Scalar>(outputs.cols());
  d_outputs = outputs - labels;
  if (weights.cols() == 0) {
    const Scalar loss = d_outputs.squaredNorm() * per_example;
    d_outputs *= 2 * per_example;
    return loss;
  }
  const Scalar loss = (weights.array() * d_outputs.array().square()).sum() * per_example;
  d_outputs.array() *= 2 * per_example * weights.array();
  return loss;
}

template <typename Scalar>
Scalar binary_cross_entropy(const MatrixRef<Scalar>& logits, const MatrixRef<Scalar>& labels,
                            const MatrixRef<Scalar>& weights, MutableMatrixRef<Scalar> d_logits) {
  assert(logits.rows() == 1);
  const Scalar per_example = Scalar(1) / static_cast<Scalar>(logits.cols());
  const auto z = logits.array();
  const auto y = labels.array();
  // exp(-|z|) is in (0, 1]: it serves the logarithm and both branches of the sigmoid.
  d_logits = (-z.abs()).exp();
  const auto tail = d_logits.array();
  const auto by_example = z.max(Scalar(0)) - z * y + tail.log1p();
  const bool alike = weights.cols() == 0;
  const Scalar sum = alike ? by_example.sum() : (weights.array() * by_example).sum();
  // A loop, because Eigen does not vectorise the divisions in select: half of this function's time.
  for (Index b = 0; b < logits.cols(); ++b) {
    const Scalar t = d_logits(0, b);
    const Scalar p = (z(0, b) > 0 ? Scalar(1) : t) / (1 + t);  // sigmoid(z)
    d_logits(0, b) = (p - y(0, b)) * per_example;
  }
  if (!alike) d_logits.array() *= weights.array();
  return sum * per_example;
}

double sigmoid(double z) {
  const double tail = std::exp(-std::abs(z));
  return z > 0 ? 1 / (1 + tail) : tail / (1 + tail);
}

MMOE_INSTANTIATE(squared_error);
MMOE_INSTANTIATE(binary_cross_entropy);

}  // namespace mmoe
