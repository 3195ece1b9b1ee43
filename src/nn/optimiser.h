// SPDX-License-Identifier: Apache-2.0
// Optimisers. Their state has the length of theta.
#pragma once

#include <cstdint>
#include <string>

#include "base/fields.h"
#include "math/matrix.h"

namespace mmoe {

struct OptimiserOptions {
  std::string name = "adam";  // adam or sgd
  double beta1 = 0.9;         // Adam: decay rate of the first moment, [0, 1)
  double beta2 = 0.999;       // Adam: decay rate of the second moment, [0, 1)
  double epsilon = 1e-8;      // Adam: added to the square root, > 0
  double momentum = 0;        // SGD: momentum coefficient, [0, 1)
  double weight_decay = 0;    // L2 penalty lambda/2 ||theta||^2, added to the loss; 0 = off
  double clip_norm = 0;       // maximum ||gradient||_2; 0 = off

  Fields fields();
};

/// An update rule with its state. Order within an update: weight decay, clipping, rule.
///   sgd   v = momentum v - rate g;                   theta += v
///   adam  m = b1 m + (1 - b1) g;  s = b2 s + (1 - b2) g^2
///         theta -= rate (m / (1 - b1^t)) / (sqrt(s / (1 - b2^t)) + epsilon)
/// Source of Adam: Kingma and Ba 2015, Algorithm 1.
template <typename Scalar>
class Optimiser {
 public:
  Optimiser(const OptimiserOptions& options, Index size);

  /// Takes one step and sets `gradient` to zero, ready for the next step to accumulate.
  void update(MutableView<Scalar> theta, MutableView<Scalar> gradient, Scalar rate);

 private:
  void update_adam(MutableView<Scalar>& theta, MutableView<Scalar>& gradient, Scalar rate);

  OptimiserOptions options_;
  bool is_adam_;
  std::int64_t step_ = 0;
  Vector<Scalar> mean_;     // Adam's m; SGD's v
  Vector<Scalar> squares_;  // Adam's s
};

}  // namespace mmoe
