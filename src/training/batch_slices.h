// SPDX-License-Identifier: Apache-2.0
// A training step's passes over a batch, in fixed slices of it: several threads may work on one
// step. What the slices add to the gradient is summed in their order, so that the bits depend on
// the number of slices and not on that of threads. With one slice nothing is cut or summed.
#pragma once

#include <cstddef>
#include <vector>

#include "math/simd/cache_aligned.h"
#include "math/thread_team.h"
#include "models/model.h"
#include "nn/objective.h"
#include "nn/training_update.h"
#include "training/options.h"
#include "training/predict.h"

namespace mmoe {

class BatchSlices {
 public:
  /// The arguments must outlive it.
  BatchSlices(const Model<float>& model, const Problem& problem, const TrainingOptions& options,
              ThreadTeam& team);

  /// Fills the outputs and their gradient; returns L, the mean over the whole batch. Slice s of S
  /// has the noise of step S step + s.
  float forward(const View<float>& theta, const Batch<float>& batch, const Noise& noise);
  /// Adds dL/dtheta of the batch that forward saw to gradient().
  void backward(const View<float>& theta, const Batch<float>& batch, TrainingUpdate<float>& update);

  MutableView<float> gradient() { return gradients_.front().view(); }
  /// The first slice's: all of it with one slice.
  Workspace<float>& workspace() { return workspaces_.front(); }
  /// Returns the outputs of the last forward pass [K x B]; nothing with one slice.
  const Matrix<float>& outputs() const { return outputs_; }
  /// Returns L_k of the last forward pass [K], without the tasks' weights.
  const std::vector<float>& losses() const { return loss_.losses(); }

  /// Predicts on as many threads as there are slices; the bits are the same for any number.
  Predictions predict(const View<float>& theta, const HeldOut& held_out, bool gate_deciles = false);

 private:
  /// Examples of slice s in a batch of B: from first(s, B) to first(s + 1, B).
  Index first(std::size_t slice, Index batch) const {
    return batch * static_cast<Index>(slice) / std::ssize(workspaces_);
  }
  bool whole() const { return workspaces_.size() == 1; }
  const Batch<float>& part(std::size_t slice, const Batch<float>& batch) const {
    return whole() ? batch : parts_[slice];
  }
  void forward_slice(std::size_t slice, const View<float>& theta, const Batch<float>& batch,
                     const Noise& noise);

  const Model<float>& model_;
  ThreadTeam& team_;
  MultiTaskLoss<float> loss_;
  Matrix<float> outputs_, d_outputs_;  // of all slices [K x B]
  // One per slice:
  std::vector<Workspace<float>> workspaces_;
  std::vector<CacheAligned<float>> gradients_;  // 0 between steps, except the first
  std::vector<Batch<float>> parts_;
  std::vector<CombinationFinder> finders_;
};

}  // namespace mmoe
