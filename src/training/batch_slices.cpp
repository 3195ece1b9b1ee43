// SPDX-License-Identifier: Apache-2.0
#include "training/batch_slices.h"

#include <algorithm>

#include "nn/batch_part.h"

namespace mmoe {

BatchSlices::BatchSlices(const Model<float>& model, const Problem& problem,
                         const TrainingOptions& options, ThreadTeam& team)
    : model_(model), team_(team), loss_(problem.tasks, options.task_weights) {
  const auto slices = static_cast<std::size_t>(options.slices);
  const Index longest = (options.batch + options.slices - 1) / options.slices;
  for (std::size_t s = 0; s < slices; ++s) {
    workspaces_.emplace_back(model.plan(), std::max<Index>(longest, HeldOut::kChunk));
    gradients_.emplace_back(model.layout().size());
  }
  if (whole()) return;
  parts_.resize(slices);
  finders_.assign(slices, CombinationFinder(problem));
  outputs_.resize(problem.task_count(), options.batch);
  d_outputs_.resize(problem.task_count(), options.batch);
}

float BatchSlices::forward(const View<float>& theta, const Batch<float>& batch,
                           const Noise& noise) {
  team_.run(workspaces_.size(),
            [&](std::size_t slice) { forward_slice(slice, theta, batch, noise); });
  if (!whole()) return loss_(outputs_, batch, d_outputs_);
  const Activations output = model_.output();
  return loss_(workspace()[output.value], batch, workspace()[output.gradient]);
}

void BatchSlices::forward_slice(std::size_t slice, const View<float>& theta,
                                const Batch<float>& batch, const Noise& noise) {
  const Index begin = first(slice, batch.size()), end = first(slice + 1, batch.size());
  if (!whole()) {
    cut(batch, begin, end - begin, parts_[slice]);
    combine(finders_[slice], parts_[slice]);
  }
  Workspace<float>& ws = workspaces_[slice];
  ws.set_batch(end - begin);
  ws.set_noise({noise.stream, noise.step * workspaces_.size() + slice});
  model_.forward(theta, part(slice, batch), ws);
  if (!whole()) outputs_.middleCols(begin, end - begin) = ws[model_.output().value];
}

void BatchSlices::backward(const View<float>& theta, const Batch<float>& batch,
                           TrainingUpdate<float>& update) {
  team_.run(workspaces_.size(), [&](std::size_t slice) {
    Workspace<float>& ws = workspaces_[slice];
    if (!whole()) {
      ws[model_.output().gradient] = d_outputs_.middleCols(first(slice, batch.size()), ws.batch());
    }
    model_.backward(theta, part(slice, batch), ws, gradients_[slice].view());
  });
  for (std::size_t slice = 1; slice < workspaces_.size(); ++slice) {
    update.add(parts_[slice], gradients_[slice].view(), gradient());
  }
}

Predictions BatchSlices::predict(const View<float>& theta, const HeldOut& held_out,
                                 bool gate_deciles) {
  return mmoe::predict(
      {.model = model_, .theta = theta, .held_out = held_out, .gate_deciles = gate_deciles},
      workspaces_, team_);
}

}  // namespace mmoe
