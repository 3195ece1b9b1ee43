// SPDX-License-Identifier: Apache-2.0
// Multi-gate Mixture-of-Experts, Sec. 4.2 of the paper (Eq. 6 to 8): experts shared by all tasks,
// and a gate and a tower a task. The equations are at the head of mmoe.cpp.
#pragma once

#include "models/model.h"
#include "models/options.h"
#include "nn/input_layer.h"
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
  Activations gate(Index task) const { return input_.output(1).slice(task * n_, n_); }

  Index n_, tasks_;       // experts, K
  InputLayer input_;      // first layers of all experts, and all gates: one product
  Perceptrons experts_;   // the experts' upper layers        E   [n h x B]
  Activations mixtures_;  // f^k(x), task after task          F   [K h x B]
  Perceptrons towers_;    // h^k                              y   [K x B]
  Buffer scratch_;        // [1 x B]
};

}  // namespace mmoe
