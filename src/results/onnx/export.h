// SPDX-License-Identifier: Apache-2.0
// A saved model as a file of the Open Neural Network Exchange format, which many runtimes read.
#pragma once

#include <string>

#include "base/output_kind.h"
#include "results/model_file/saved_model.h"

namespace mmoe {

/// The format's version and the producer are what such a file begins with.
inline constexpr OutputKind kOnnxFile{"a model as ONNX", "\x08\x07\x12\x0ammoe-bench", true};

/// Returns the file's bytes. Its graph has an input per column, as onnx_inputs() says, and an
/// output [N x 1] per task, named so: a probability, or a value in the units of the label. Throws
/// InputError for a model that no graph can hold.
std::string onnx_file_bytes(const SavedModel& model);

}  // namespace mmoe
