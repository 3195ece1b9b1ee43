// SPDX-License-Identifier: Apache-2.0
// Any bytes as a saved model, signed again so that all of it is read: refused, or one that predicts
// a row and is written as it was read.
#include <string>

#include "base/error.h"
#include "fuzz/require.h"
#include "results/model_file/row_predictor.h"

namespace {

constexpr std::size_t kMostColumns = 64;  // of a model that the fuzzer predicts with

/// A row in which every column has the number 1 and the text "1".
mmoe::RawTable row_of(const mmoe::TableEncoder& encoder) {
  mmoe::RawTable table;
  table.rows = 1;
  for (const mmoe::ColumnEncoder& column : encoder.columns) {
    table.columns.push_back({.name = column.column, .numbers = {1}, .codes = {0}, .texts = {"1"}});
  }
  return table;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using mmoe::fuzz::require;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  try {
    mmoe::Safetensors file = mmoe::parse_safetensors(bytes, "m");
    const auto again = mmoe::parse_safetensors(mmoe::safetensors_bytes(file), "m");
    require(again.metadata == file.metadata, "texts are written as they were read");
    mmoe::sign_model(file);
    const mmoe::SavedModel model = mmoe::parse_model_file(mmoe::safetensors_bytes(file), "m");
    if (model.rows.inputs.columns.size() > kMostColumns) return 0;
    const auto outputs = mmoe::RowPredictor(model).predict(row_of(model.rows.inputs)).outputs;
    require(outputs.size() == model.problem.tasks.size(), "each task has an output");
    mmoe::parse_model_file(mmoe::model_file_bytes(model), "m");
  } catch (const mmoe::InputError&) {  // the right answer to a bad file
  }
  return 0;
}
