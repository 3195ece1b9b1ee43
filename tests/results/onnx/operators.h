// SPDX-License-Identifier: Apache-2.0
// The operators of ONNX that exported models have, after the format's reference and in double
// precision. They share no code with what writes the graphs.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "results/onnx/tensor.h"

namespace mmoe::testing {

/// A node's attributes by name, in whatever form they have.
struct OnnxNode {
  std::string op;
  std::map<std::string, std::int64_t> integers = {};
  std::map<std::string, std::vector<std::int64_t>> lists = {};
  std::map<std::string, std::vector<std::string>> texts = {};
  std::size_t outputs = 1;

  std::int64_t integer(const std::string& name, std::int64_t otherwise) const;
};

/// Throws std::runtime_error for an operator that is not there, and for shapes that do not fit.
std::vector<OnnxTensor> apply_onnx(const OnnxNode& node, const std::vector<OnnxTensor>& inputs);

}  // namespace mmoe::testing
