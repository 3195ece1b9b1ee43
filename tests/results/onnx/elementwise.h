// SPDX-License-Identifier: Apache-2.0
// Operators of ONNX that act on each element, on tensors of different shapes by its broadcasting.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "results/onnx/tensor.h"

namespace mmoe::testing {

/// Throws std::runtime_error if the shapes do not fit.
std::vector<std::int64_t> broadcast_shape(const std::vector<std::int64_t>& a,
                                          const std::vector<std::int64_t>& b);
/// Where the element `index` of a tensor of this shape is in one of shape `from`.
std::int64_t broadcast_index(std::int64_t index, const std::vector<std::int64_t>& shape,
                             const std::vector<std::int64_t>& from);

/// Returns nothing if the operator is another one.
std::optional<OnnxTensor> apply_elementwise(const std::string& op,
                                            const std::vector<OnnxTensor>& inputs);

}  // namespace mmoe::testing
