// SPDX-License-Identifier: Apache-2.0
// L2-Constrained, Sec. 6.1 of the paper (Duong et al. 2015): one network per task, whose parameters
// are drawn towards each other; alpha = 0 is Single-Task. The loss is at the head of
// l2_constrained.cpp.
#pragma once

#include "models/single_task.h"

namespace mmoe {

struct L2ConstrainedOptions : BottomOptions {
  double alpha = 1e-3;  // weight of the constraint, >= 0

  Fields fields();
};

template <typename Scalar>
class L2Constrained final : public SingleTask<Scalar> {
 public:
  using Options = L2ConstrainedOptions;
  L2Constrained(const Options& options, const Problem& problem);

  /// alpha sum_{j<k} ||theta_j - theta_k||^2 over all weights, biases and embeddings.
  Scalar penalty(const View<Scalar>& theta, const Batch<Scalar>& batch, Workspace<Scalar>& ws,
                 MutableView<Scalar> gradient) const override;
  bool penalises_all_rows() const override { return alpha_ > 0; }

 private:
  Scalar alpha_;
  Index tasks_;
};

}  // namespace mmoe
