// SPDX-License-Identifier: Apache-2.0
// Optimisers of embedding tables that touch only the rows a batch reads; g is 0 elsewhere. For each
// of those rows, of w numbers each:
//   sgd               theta -= rate g
//   rowwise-adagrad   G += ||g||^2 / w;   theta -= rate g / (sqrt(G) + epsilon), one G per row
//   lazy-adam         Adam with the step's bias correction; moments of other rows do not decay
// sgd equals the dense rule without momentum to the bit; lazy-adam differs from Adam, which moves
// rows by their old moments also in steps that do not read them.
// Source of the second: Duchi et al. 2011, with one sum per row as in Gupta et al. 2014.
#pragma once

#include "nn/optimiser.h"
#include "nn/table_rows.h"

namespace mmoe {

template <typename Scalar>
class TableOptimiser {
 public:
  /// `rows` of all tables, with so many numbers together.
  TableOptimiser(const OptimiserOptions& options, Index rows, Index numbers);

  /// Takes one step on `rows` and sets their gradient to zero.
  void update(const std::vector<TableRow>& rows, MutableView<Scalar> theta,
              MutableView<Scalar> gradient, Scalar rate);

 private:
  enum class Rule { kSgd, kRowwiseAdagrad, kLazyAdam };
  Rule rule_;
  OptimiserOptions options_;
  std::int64_t step_ = 0;
  Vector<Scalar> squares_;  // G by row, or Adam's s by row and number
  Vector<Scalar> mean_;     // Adam's m
};

}  // namespace mmoe
