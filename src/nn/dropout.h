// SPDX-License-Identifier: Apache-2.0
// Inverted dropout of hidden units. In training, with m ~ Bernoulli(1 - p) for each unit and
// example,
//   y~ = m o y / (1 - p)
// so that E[y~] = y and an evaluation, where y~ = y, needs no factor. Source: Srivastava et al.
// 2014, "Dropout: a simple way to prevent neural networks from overfitting".
#pragma once

#include "nn/activations.h"

namespace mmoe {

class Dropout {
 public:
  /// `rate`: p in [0, 1), kept to 16 bits; at 0 the units are left alone. `units`: [rows x B].
  Dropout(BufferPlan& plan, double rate, const Activations& units);

  /// y = m o y / (1 - p), if the workspace has noise (Workspace::set_noise). The mask is a function
  /// of the noise and of the layer's place in the plan.
  template <typename Scalar>
  void forward(Workspace<Scalar>& ws) const;

  /// d_y = m o d_y~ / (1 - p). Undoes the factor of the values, so that derivatives of activations
  /// see y.
  template <typename Scalar>
  void backward(Workspace<Scalar>& ws) const;

 private:
  /// 1 / (1 - p).
  double factor() const;

  Activations units_;
  std::uint32_t dropped_;  // p as so many 2^16ths
  MaskRows mask_;
};

}  // namespace mmoe
