// SPDX-License-Identifier: Apache-2.0
// Shared-Bottom, Sec. 3.1 of the paper (Eq. 1; Caruana 1997): one bottom for all tasks and one
// tower per task. The equation is at the head of shared_bottom.cpp.
#pragma once

#include "models/model.h"
#include "models/options.h"
#include "nn/bottom.h"
#include "nn/perceptrons.h"

namespace mmoe {

template <typename Scalar>
class SharedBottom final : public Model<Scalar> {
 public:
  using Options = BottomOptions;
  SharedBottom(const Options& options, const Problem& problem);

  Activations output() const override { return towers_.output(); }
  void forward(const View<Scalar>& theta, const Batch<Scalar>& batch,
               Workspace<Scalar>& ws) const override;
  void backward(const View<Scalar>& theta, const Batch<Scalar>& batch, Workspace<Scalar>& ws,
                MutableView<Scalar> gradient) const override;

 private:
  Bottom bottom_;       // f(x)      [h x B]
  Perceptrons towers_;  // h^k    y  [K x B]
};

}  // namespace mmoe
