// SPDX-License-Identifier: Apache-2.0
// How a task's label is read from a row, as a value that is saved with a model.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "data/table/table.h"

namespace mmoe {

/// A column's number, or 1 where a condition on the column holds and 0 where it does not.
struct LabelEncoder {
  std::string column = {};
  std::optional<double> at_least = {};   // 1 from this number on
  std::vector<std::string> in = {};      // 1 for these values
  std::vector<std::string> not_in = {};  // 1 for all but these
  double mean = 0;                       // of a standardised regression: (label - mean) / sd
  double sd = 1;

  /// Whether texts are read, not numbers.
  bool by_value() const { return !in.empty() || !not_in.empty(); }
  /// Returns the labels of a table's rows, NaN where the value is missing.
  std::vector<float> labels(const RawTable& table) const;
  void scale(std::vector<float>& labels) const;
  /// Returns an output of the model in the units of the column.
  float unscaled(float output) const;
};

/// {column, mean, sd, in, not_in} and, where there is one, at_least; reading gives an equal one.
nlohmann::ordered_json write_label_encoder(const LabelEncoder& encoder);
/// The same of each, as a list.
nlohmann::ordered_json write_label_encoders(const std::vector<LabelEncoder>& encoders);
/// Throws FieldError at `where`.
LabelEncoder read_label_encoder(const nlohmann::ordered_json& json, const std::string& where);

}  // namespace mmoe
