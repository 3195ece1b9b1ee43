// SPDX-License-Identifier: Apache-2.0
// The transform of a number (data/table/number_transform.h) as nodes of a graph. It is computed in
// double precision, as it is there.
#pragma once

#include "data/table/number_transform.h"
#include "results/onnx/graph.h"

namespace mmoe {

/// Returns the dense inputs of the number `x` [N x 1], of type kFloat [N x width]. `missing` tells
/// where it is NaN.
OnnxValue onnx_number(OnnxGraph& graph, const NumberTransform& transform, const OnnxValue& x,
                      const OnnxValue& missing);

/// Returns its bin [N x 1], and `width` where it is missing.
OnnxValue onnx_bin(OnnxGraph& graph, const NumberTransform& transform, const OnnxValue& x,
                   const OnnxValue& missing);

}  // namespace mmoe
