// SPDX-License-Identifier: Apache-2.0
// A training step of a model on batches drawn beforehand.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "math/determinism.h"
#include "math/simd/cache_aligned.h"
#include "models/registry.h"
#include "nn/objective.h"
#include "nn/optimiser.h"

namespace mmoe {

/// Operations of a step's matrix products: forward, and the gradient of the weights; of inner
/// layers also the gradient of their input. `set_inputs` of an example's inputs are not zero by
/// design: all dense ones, and one of each one-hot column.
double product_operations(const Layout& layout, const Problem& problem, Index set_inputs,
                          Index examples);

/// Everything a step needs, drawn beforehand.
class Stepper {
 public:
  Stepper(const ModelEntry& entry, const nlohmann::json& options, const Problem& problem,
          std::vector<Batch<float>> batches)
      : problem_(problem),
        model_(entry.make_float(options, problem)),
        theta_(model_->layout().size()),
        gradient_(theta_.size()),
        optimiser_({}, theta_.size()),
        batches_(std::move(batches)),
        loss_(problem.tasks),
        ws_(model_->plan(), batches_[0].size()) {
    CombinationFinder finder(problem);
    for (Batch<float>& batch : batches_) combine(finder, batch);
    model_->initialise(Scheme::kGlorotUniform, {1, Purpose::kInitialisation, 0}, theta_.view());
  }

  void step() {
    const Batch<float>& batch = batches_[next_++ % batches_.size()];
    const View<float> theta = std::as_const(theta_).view();
    const MutableView<float> gradient = gradient_.view();
    model_->forward(theta, batch, ws_);
    loss_(ws_[model_->output().value], batch, ws_[model_->output().gradient]);
    model_->backward(theta, batch, ws_, gradient);
    model_->penalty(theta, batch, ws_, gradient);
    optimiser_.update(theta_.view(), gradient, 1e-3F);
  }

  const Layout& layout() const { return model_->layout(); }

 private:
  FlushSubnormals flushed_;  // as in a training
  Problem problem_;
  std::unique_ptr<Model<float>> model_;
  CacheAligned<float> theta_, gradient_;
  Optimiser<float> optimiser_;
  std::vector<Batch<float>> batches_;
  MultiTaskLoss<float> loss_;
  Workspace<float> ws_;
  std::size_t next_ = 0;
};

}  // namespace mmoe
