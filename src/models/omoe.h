// SPDX-License-Identifier: Apache-2.0
// One-gate Mixture-of-Experts, Sec. 4.1 of the paper (Eq. 5): the bottom is one layer of experts,
// with one gate for all tasks. The equations are at the head of omoe.cpp.
#pragma once

#include "models/model.h"
#include "models/options.h"
#include "nn/input_layer.h"
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
  /// The one gate, once a task.
  std::vector<Buffer> gates() const override;

 private:
  Index tasks_;          // K
  InputLayer input_;     // first layers of all experts, and the gate: one product
  Perceptrons experts_;  // the experts' upper layers         E   [n h x B]
  Activations mixture_;  // f(x)                              F   [h x B]
  Perceptrons towers_;   // h^k                               y   [K x B]
  Buffer scratch_;       // [1 x B]
};

}  // namespace mmoe
