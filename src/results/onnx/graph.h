// SPDX-License-Identifier: Apache-2.0
// A graph of the Open Neural Network Exchange format (onnx.ai), node by node.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "math/matrix.h"

namespace mmoe {

/// A value of a graph, by its name.
using OnnxValue = std::string;

/// Types of tensors, numbered as the format does.
enum class OnnxType : std::int8_t { kFloat = 1, kInt64 = 7, kString = 8, kDouble = 11 };

/// The length of a dimension that is known only when the graph runs, or its name if it is the same
/// in several tensors.
using OnnxLength = std::variant<std::int64_t, std::string>;

struct OnnxAttribute {
  std::string name;
  std::variant<std::int64_t, std::vector<std::int64_t>, std::vector<std::string>> value;
};
using OnnxAttributes = std::vector<OnnxAttribute>;

/// Operators are those of version 14, and the machine-learning ones of version 2, which need ONNX
/// Runtime 1.8 (2021) or later. A name that is taken gets underscores behind it.
class OnnxGraph {
 public:
  /// The number of rows, in inputs and outputs.
  static constexpr const char* kRows = "N";

  OnnxGraph();
  ~OnnxGraph();
  OnnxGraph(const OnnxGraph&) = delete;
  OnnxGraph& operator=(const OnnxGraph&) = delete;

  /// Adds an input [N x columns].
  OnnxValue input(const std::string& name, OnnxType type, const OnnxLength& columns);
  /// Makes the value [N x 1] of type kFloat an output.
  void output(const OnnxValue& value, const std::string& name);

  /// Adds a tensor of constants; an empty shape is a scalar's.
  OnnxValue constant(std::span<const float> values, const std::vector<std::int64_t>& shape);
  OnnxValue constant(std::span<const double> values, const std::vector<std::int64_t>& shape);
  OnnxValue constant(std::span<const std::int64_t> values, const std::vector<std::int64_t>& shape);
  OnnxValue constant(const Matrix<float>& matrix);
  OnnxValue scalar(double value) { return constant(std::span(&value, 1), {}); }
  OnnxValue integers(const std::vector<std::int64_t>& values);

  OnnxValue node(const std::string& op, const std::vector<OnnxValue>& inputs,
                 const OnnxAttributes& attributes = {});
  /// Splits columns into parts of these widths.
  std::vector<OnnxValue> split(const OnnxValue& value, const std::vector<std::int64_t>& widths);
  OnnxValue cast(const OnnxValue& value, OnnxType type);
  OnnxValue reshape(const OnnxValue& value, const std::vector<std::int64_t>& shape);
  /// Sums over one axis, which goes.
  OnnxValue sum(const OnnxValue& value, std::int64_t axis);
  /// Joins values along an axis; one is itself.
  OnnxValue concat(const std::vector<OnnxValue>& values, std::int64_t axis = 1);

  /// Adds a text for readers.
  void describe(const std::string& key, const std::string& text);
  /// Returns the file's bytes. Throws RunError if they are 2 GiB or more, the most that the format
  /// holds.
  std::string bytes() const;

 private:
  struct File;
  std::unique_ptr<File> file_;
};

}  // namespace mmoe
