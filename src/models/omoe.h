// SPDX-License-Identifier: Apache-2.0
// One-gate Mixture-of-Experts, Sec. 4.1 of the paper (Eq. 5): the bottom is one layer of experts,
// with one gate for all tasks. The equations are at the head of omoe.cpp.
#pragma once

#include "models/model.h"
#include "models/options.h"
#include "nn/gated_experts.h"
#include "nn/perceptrons.h"

namespace mmoe {

template <typename Scalar>
class Omoe final : public Model<Scalar> {
 public:
  using Options = ExpertOptions;
  Omoe(const Options& options, const Problem& problem);

  Activations output() const override { return towers_.output(); }
  void forward(const View<Scalar>& theta, const Batch<Scalar>& batch,
               Workspace<Scalar>& ws) const override;
  void backward(const View<Scalar>& theta, const Batch<Scalar>& batch, Workspace<Scalar>& ws,
                MutableView<Scalar> gradient) const override;
  /// Returns the one gate, once per task.
  std::vector<Buffer> gates() const override;

 private:
  Index tasks_;           // K
  GatedExperts experts_;  // f_i, g and their mixture f(x)   [h x B]
  Perceptrons towers_;    // h^k                         y     [K x B]
};

}  // namespace mmoe
