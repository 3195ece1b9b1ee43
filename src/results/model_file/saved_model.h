// SPDX-License-Identifier: Apache-2.0
// A trained model with all that prediction needs, as a safetensors file: weights as tensors, the
// rest as JSON in the metadata. results/SERVICE.md documents the format.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/safetensors.h"
#include "data/row_form.h"
#include "models/registry.h"
#include "nn/problem.h"

namespace mmoe {

struct SavedModel {
  /// The newest version of the format, and the only one so far.
  static constexpr int kVersion = 1;

  const ModelEntry* entry = nullptr;
  nlohmann::ordered_json options = {};  // resolved
  Problem problem = {};
  RowForm rows = {};
  nlohmann::ordered_json trial = {};  // how it was trained, and its metrics: for readers
  std::string program = {};           // the version that wrote it
  Vector<float> theta = {};

  std::unique_ptr<Model<float>> network() const { return entry->make_float(options, problem); }
};

std::string model_file_bytes(const SavedModel& model);

/// Sets the checksum of a model file's content, behind all else of its metadata.
void sign_model(Safetensors& file);

/// Throws InputError "NAME: ...", different ones for a file that is cut off, is another program's,
/// has a newer version, was changed, or has weights that are not the model's.
SavedModel parse_model_file(std::string_view bytes, const std::string& name);

}  // namespace mmoe
