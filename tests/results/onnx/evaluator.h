// SPDX-License-Identifier: Apache-2.0
// Runs ONNX files, and checks them by the format's own checker.
#pragma once

#include <map>
#include <string>

#include "results/onnx/operators.h"

namespace mmoe::testing {

using OnnxTensors = std::map<std::string, OnnxTensor>;

/// Returns the outputs of the graph. Throws std::runtime_error for inputs that are not those of the
/// graph, in name, type or shape.
OnnxTensors run_onnx(const std::string& bytes, const OnnxTensors& inputs);

/// Returns what ONNX's checker finds wrong with a file, types and shapes of all values included;
/// empty if nothing is.
std::string onnx_complaint(const std::string& bytes);

}  // namespace mmoe::testing
