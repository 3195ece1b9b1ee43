// SPDX-License-Identifier: Apache-2.0
// A saved model's encoder as the first nodes of a graph, so that the graph reads rows as they are.
#pragma once

#include <optional>
#include <vector>

#include "data/table/encoder.h"
#include "results/onnx/graph.h"

namespace mmoe {

/// The inputs of a column of which a row sets some: their numbers from 0, [N x m]. The number
/// `width` stands for none.
struct OnnxSparse {
  OnnxValue set;
  Index width;
};

struct OnnxInputs {
  std::optional<OnnxValue> dense = {};  // [N x dense inputs]
  std::vector<OnnxSparse> sparse = {};  // by column that has any
};

/// Adds an input [N x 1] per column: a numeric one of type double, NaN where it is missing, ids of
/// int64, other ones of string. A multi-valued column is [N x m], rows with fewer than m values
/// filled up with empty ones. Throws InputError for a column whose categories are hashed, which the
/// format cannot do.
OnnxInputs onnx_inputs(OnnxGraph& graph, const TableEncoder& encoder);

}  // namespace mmoe
