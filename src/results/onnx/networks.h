// SPDX-License-Identifier: Apache-2.0
// The models of models/ as nodes of a graph. They read the same blocks, by name, and compute the
// equations at the head of each model's file.
#pragma once

#include <vector>

#include "results/onnx/layers.h"

namespace mmoe {

/// Returns y_k(x) [N x 1] for each task: logits and values as they were learned. Throws InputError
/// for a model that cannot be exported.
std::vector<OnnxValue> onnx_network(const OnnxLayers& layers);

}  // namespace mmoe
