// SPDX-License-Identifier: Apache-2.0
// Predicts on held-out data, chunk by chunk, on one thread or several.
#pragma once

#include <span>

#include "math/thread_team.h"
#include "training/evaluation.h"

namespace mmoe {

struct PredictionInput {
  const Model<float>& model;
  View<float> theta;
  const HeldOut& held_out;
  bool gate_deciles = false;  // whether to find them
};

/// Returns the model's predictions: the same bits for any number of workspaces, each of which one
/// thread uses at a time, and of threads. Throws Interrupted when the process is asked to stop.
Predictions predict(const PredictionInput& in, std::span<Workspace<float>> workspaces,
                    ThreadTeam& team);

}  // namespace mmoe
