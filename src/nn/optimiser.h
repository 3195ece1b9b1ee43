// SPDX-License-Identifier: Apache-2.0
// Optimisers. Their state has the length of theta.
#pragma once

#include <cstdint>
#include <string>

#include "base/fields.h"
#include "math/adam.h"
#include "math/matrix.h"

namespace mmoe {

struct OptimiserOptions {
  std::string name = "adam";  // adam or sgd
  double beta1 = 0.9;         // Adam: decay rate of the first moment, [0, 1)
  double beta2 = 0.999;       // Adam: decay rate of the second moment, [0, 1)
  double epsilon = 1e-8;      // Adam: added to the square root, > 0
  double momentum = 0;        // SGD: momentum coefficient, [0, 1)
  double weight_decay = 0;    // lambda >= 0; 0 = off
  std::string decay = "l2";   // l2 or decoupled: how theta decays
  double clip_norm = 0;       // maximum ||gradient||_2; 0 = off
  /// Embedding tables: "dense" by the rule above, or by one that touches only the rows that a batch
  /// reads (nn/table_optimiser.h), at tables_rate times the learning rate.
  std::string tables = "dense";
  double tables_rate = 1;

  Fields fields();
};

/// An update rule with its state. Order within an update: weight decay, clipping, rule.
///   l2         g = g + lambda theta: the penalty lambda/2 ||theta||^2 in the loss
///   decoupled  theta = (1 - rate lambda) theta  (Loshchilov and Hutter 2019, AdamW)
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
  bool is_adam_, decoupled_;
  std::int64_t step_ = 0;
  Vector<Scalar> mean_;     // Adam's m; SGD's v
  Vector<Scalar> squares_;  // Adam's s
};

/// Returns Adam's constants in step `step` >= 1: both bias corrections as scalars, so that an entry
/// takes one square root and one division.
template <typename Scalar>
AdamStep<Scalar> adam_step(const OptimiserOptions& options, std::int64_t step, Scalar rate);

}  // namespace mmoe
