// SPDX-License-Identifier: Apache-2.0
// Single-Task, Sec. 6.1 of the paper: a separate network per task (single_task.cpp). The networks
// share nothing, embeddings included; they are trained side by side on the same batches, which
// gives the same weights as training each alone, but for two limits: `clip_norm` holds for one
// gradient of all networks, and a loss that diverges ends the training of all.
#pragma once

#include "models/model.h"
#include "models/options.h"
#include "nn/input_layer.h"
#include "nn/perceptrons.h"

namespace mmoe {

template <typename Scalar>
class SingleTask : public Model<Scalar> {
 public:
  using Options = BottomOptions;
  SingleTask(const Options& options, const Problem& problem);

  Activations output() const override { return networks_.output(); }
  void forward(const View<Scalar>& theta, const Batch<Scalar>& batch,
               Workspace<Scalar>& ws) const override;
  void backward(const View<Scalar>& theta, const Batch<Scalar>& batch, Workspace<Scalar>& ws,
                MutableView<Scalar> gradient) const override;

 private:
  InputLayer input_;      // first layers of all K networks: one product
  Perceptrons networks_;  // the upper layers                    y [K x B]
};

}  // namespace mmoe
