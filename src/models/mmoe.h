// SPDX-License-Identifier: Apache-2.0
// Multi-gate Mixture-of-Experts, Sec. 4.2 of the paper (Eq. 6 to 8): experts shared by all tasks,
// and one gate and one tower per task. The equations are at the head of mmoe.cpp.
#pragma once

#include "models/model.h"
#include "models/options.h"
#include "nn/gated_experts.h"
#include "nn/perceptrons.h"

namespace mmoe {

template <typename Scalar>
class Mmoe final : public Model<Scalar> {
 public:
  using Options = ExpertOptions;
  Mmoe(const Options& options, const Problem& problem);

  Activations output() const override { return towers_.output(); }
  void forward(const View<Scalar>& theta, const Batch<Scalar>& batch,
               Workspace<Scalar>& ws) const override;
  void backward(const View<Scalar>& theta, const Batch<Scalar>& batch, Workspace<Scalar>& ws,
                MutableView<Scalar> gradient) const override;
  std::vector<Buffer> gates() const override;

 private:
  GatedExperts experts_;  // f_i, g^k and their mixtures f^k(x), task after task   [K h x B]
  Perceptrons towers_;    // h^k                                              y     [K x B]
};

}  // namespace mmoe
