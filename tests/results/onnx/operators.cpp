// SPDX-License-Identifier: Apache-2.0
#include "results/onnx/operators.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <stdexcept>
#include <utility>

#include "results/onnx/elementwise.h"

namespace mmoe::testing {
namespace {

using OnnxShape = std::vector<std::int64_t>;
using OnnxList = std::vector<OnnxTensor>;

void expect_onnx(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(what);
}

std::int64_t onnx_axis_of(std::int64_t axis, std::int64_t rank) {
  return axis < 0 ? axis + rank : axis;
}

/// A of [.. x m x n] times B of [.. x n x p], leading axes broadcast.
OnnxTensor onnx_mat_mul(const OnnxTensor& a, const OnnxTensor& b) {
  const std::int64_t m = a.shape.at(a.shape.size() - 2), n = a.shape.back();
  const std::int64_t p = b.shape.back();
  expect_onnx(b.shape.at(b.shape.size() - 2) == n, "factors do not fit");
  const OnnxShape lead_a(a.shape.begin(), a.shape.end() - 2),
      lead_b(b.shape.begin(), b.shape.end() - 2);
  const OnnxShape lead = broadcast_shape(lead_a, lead_b);
  OnnxShape shape = lead;
  shape.insert(shape.end(), {m, p});
  OnnxTensor y = OnnxTensor::zeros(shape);
  const std::int64_t matrices = OnnxTensor{.shape = lead}.size();
  for (std::int64_t at = 0; at < matrices * m * p; ++at) {
    const std::int64_t matrix = at / (m * p), row = at / p % m, column = at % p;
    const std::int64_t of_a = broadcast_index(matrix, lead, lead_a) * m + row;
    const std::int64_t of_b = broadcast_index(matrix, lead, lead_b) * n;
    double sum = 0;
    for (std::int64_t i = 0; i < n; ++i) {
      sum += a.numbers[static_cast<std::size_t>(of_a * n + i)] *
             b.numbers[static_cast<std::size_t>((of_b + i) * p + column)];
    }
    y.numbers[static_cast<std::size_t>(at)] = sum;
  }
  return y;
}

OnnxTensor onnx_transposed(const OnnxTensor& x) {
  OnnxTensor y = OnnxTensor::zeros({x.shape.at(1), x.shape.at(0)});
  for (std::int64_t i = 0; i < x.size(); ++i) {
    const std::int64_t row = i / x.shape[1], column = i % x.shape[1];
    y.numbers[static_cast<std::size_t>(column * x.shape[0] + row)] =
        x.numbers[static_cast<std::size_t>(i)];
  }
  return y;
}

OnnxTensor onnx_gemm(const OnnxNode& node, const OnnxList& in) {
  OnnxTensor y =
      onnx_mat_mul(in.at(0), node.integer("transB", 0) != 0 ? onnx_transposed(in.at(1)) : in[1]);
  if (in.size() < 3) return y;
  expect_onnx(broadcast_shape(y.shape, in[2].shape) == y.shape, "C does not broadcast to A B");
  return *apply_elementwise("Add", {y, in[2]});
}

OnnxTensor onnx_gather(const OnnxNode& node, const OnnxTensor& data, const OnnxTensor& indices) {
  const std::int64_t axis = onnx_axis_of(node.integer("axis", 0), data.rank());
  const std::int64_t length = data.shape.at(static_cast<std::size_t>(axis));
  const std::int64_t outer = data.count(0, axis), inner = data.count(axis + 1, data.rank());
  OnnxShape shape(data.shape.begin(), data.shape.begin() + axis);
  shape.insert(shape.end(), indices.shape.begin(), indices.shape.end());
  shape.insert(shape.end(), data.shape.begin() + axis + 1, data.shape.end());
  OnnxTensor y{.shape = shape};
  for (std::int64_t o = 0; o < outer; ++o) {
    for (const double index : indices.numbers) {
      expect_onnx(index >= 0 && index < static_cast<double>(length), "Gather: no such index");
      const auto from =
          data.numbers.begin() + (o * length + static_cast<std::int64_t>(index)) * inner;
      y.numbers.insert(y.numbers.end(), from, from + inner);
    }
  }
  return y;
}

OnnxTensor onnx_concat(const OnnxNode& node, const OnnxList& in) {
  const std::int64_t axis = onnx_axis_of(node.integer("axis", 0), in.at(0).rank());
  OnnxTensor y{.shape = in[0].shape};
  std::int64_t& length = y.shape.at(static_cast<std::size_t>(axis)) = 0;
  for (const OnnxTensor& part : in) length += part.shape.at(static_cast<std::size_t>(axis));
  for (std::int64_t o = 0; o < in[0].count(0, axis); ++o) {
    for (const OnnxTensor& part : in) {
      expect_onnx(part.count(0, axis) == in[0].count(0, axis), "Concat: parts of other lengths");
      const std::int64_t inner = part.count(axis, part.rank());
      const auto from = part.numbers.begin() + o * inner;
      y.numbers.insert(y.numbers.end(), from, from + inner);
    }
  }
  return y;
}

OnnxList onnx_split(const OnnxNode& node, const OnnxTensor& x, const OnnxTensor& lengths) {
  const std::int64_t axis = onnx_axis_of(node.integer("axis", 0), x.rank());
  const std::int64_t inner = x.count(axis + 1, x.rank()), row = x.count(axis, x.rank());
  OnnxList parts;
  std::int64_t begin = 0;
  for (const double length : lengths.numbers) {
    parts.push_back({.shape = x.shape});
    parts.back().shape[static_cast<std::size_t>(axis)] = static_cast<std::int64_t>(length);
    const std::int64_t count = static_cast<std::int64_t>(length) * inner;
    for (std::int64_t o = 0; o < x.count(0, axis); ++o) {
      const auto from = x.numbers.begin() + o * row + begin;
      parts.back().numbers.insert(parts.back().numbers.end(), from, from + count);
    }
    begin += count;
  }
  expect_onnx(begin == row && parts.size() == node.outputs, "Split: parts do not add up");
  return parts;
}

/// 0 copies a length, -1 is what is left.
OnnxTensor onnx_reshape(OnnxTensor x, const OnnxTensor& lengths) {
  OnnxShape shape;
  std::int64_t known = 1;
  for (std::size_t i = 0; i < lengths.numbers.size(); ++i) {
    const auto length = static_cast<std::int64_t>(lengths.numbers[i]);
    shape.push_back(length == 0 ? x.shape.at(i) : length);
    if (length >= 0) known *= shape.back();
  }
  for (std::int64_t& length : shape) {
    if (length == -1) length = x.size() / known;
  }
  expect_onnx(OnnxTensor{.shape = shape}.size() == x.size(), "Reshape: another number of elements");
  x.shape = shape;
  return x;
}

OnnxTensor onnx_reduce_sum(const OnnxNode& node, const OnnxTensor& x, const OnnxTensor& axes) {
  expect_onnx(axes.numbers.size() == 1, "ReduceSum: expected one axis");
  const std::int64_t axis = onnx_axis_of(static_cast<std::int64_t>(axes.numbers[0]), x.rank());
  const std::int64_t outer = x.count(0, axis), inner = x.count(axis + 1, x.rank());
  const std::int64_t length = x.shape.at(static_cast<std::size_t>(axis));
  OnnxShape shape = x.shape;
  shape[static_cast<std::size_t>(axis)] = 1;
  OnnxTensor y = OnnxTensor::zeros(shape);
  for (std::int64_t i = 0; i < outer * length * inner; ++i) {
    y.numbers[static_cast<std::size_t>(i / (length * inner) * inner + i % inner)] +=
        x.numbers[static_cast<std::size_t>(i)];
  }
  if (node.integer("keepdims", 1) == 0) y.shape.erase(y.shape.begin() + axis);
  return y;
}

/// Over the last axis.
OnnxTensor onnx_softmax(const OnnxNode& node, OnnxTensor x) {
  expect_onnx(onnx_axis_of(node.integer("axis", -1), x.rank()) == x.rank() - 1,
              "Softmax: not the last axis");
  const std::int64_t n = x.shape.back();
  for (auto row = x.numbers.begin(); row != x.numbers.end(); row += n) {
    const double most = *std::max_element(row, row + n);
    double sum = 0;
    for (auto at = row; at != row + n; ++at) sum += * at = std::exp(*at - most);
    for (auto at = row; at != row + n; ++at) *at /= sum;
  }
  return x;
}

OnnxTensor onnx_unsqueeze(OnnxTensor x, const OnnxTensor& axes) {
  x.shape.insert(x.shape.begin() + static_cast<std::int64_t>(axes.numbers.at(0)), 1);
  return x;
}

/// Keeps what is on or below the diagonal k of the last two axes.
OnnxTensor lower_triangle(const OnnxNode& node, OnnxTensor x, const OnnxTensor& k) {
  expect_onnx(node.integer("upper", 1) == 0, "Trilu: not the lower one");
  const std::int64_t columns = x.shape.back(), rows = x.shape.at(x.shape.size() - 2);
  for (std::int64_t i = 0; i < x.size(); ++i) {
    const std::int64_t row = i / columns % rows, column = i % columns;
    if (static_cast<double>(column) > static_cast<double>(row) + k.numbers.at(0)) {
      x.numbers[static_cast<std::size_t>(i)] = 0;
    }
  }
  return x;
}

OnnxTensor onnx_clip(const OnnxList& in) {
  expect_onnx(in.at(1).rank() == 0 && in.at(2).rank() == 0, "Clip: bounds are no scalars");
  OnnxTensor y = in[0];
  for (double& x : y.numbers) x = std::min(std::max(x, in[1].numbers[0]), in[2].numbers[0]);
  return y;
}

OnnxTensor onnx_cast(const OnnxNode& node, OnnxTensor x) {
  constexpr std::int64_t kFloat = 1, kInt64 = 7, kDouble = 11;
  const std::int64_t to = node.integer("to", 0);
  expect_onnx(to == kFloat || to == kInt64 || to == kDouble, "Cast: not to this type");
  for (double& value : x.numbers) {
    if (to == kFloat) value = static_cast<double>(static_cast<float>(value));
    if (to == kInt64) value = std::trunc(value);
  }
  return x;
}

OnnxTensor label_encoder(const OnnxNode& node, const OnnxTensor& x) {
  const auto& keys = node.texts.at("keys_strings");
  const auto& values = node.lists.at("values_int64s");
  std::map<std::string, std::int64_t> value_of;
  for (std::size_t i = 0; i < keys.size(); ++i) value_of.emplace(keys[i], values.at(i));
  OnnxTensor y{.shape = x.shape};
  for (const std::string& text : x.texts) {
    const auto found = value_of.find(text);
    const bool known = found != value_of.end();
    y.numbers.push_back(
        static_cast<double>(known ? found->second : node.integer("default_int64", -1)));
  }
  return y;
}

using OnnxOperator = std::function<OnnxList(const OnnxNode&, const OnnxList&)>;

std::map<std::string, OnnxOperator> onnx_operators() {
  using N = const OnnxNode&;
  using In = const OnnxList&;
  std::map<std::string, OnnxOperator> table = {
      {"MatMul", [](N, In in) { return OnnxList{onnx_mat_mul(in.at(0), in.at(1))}; }},
      {"Gemm", [](N node, In in) { return OnnxList{onnx_gemm(node, in)}; }},
      {"Gather", [](N node, In in) { return OnnxList{onnx_gather(node, in.at(0), in.at(1))}; }},
      {"Concat", [](N node, In in) { return OnnxList{onnx_concat(node, in)}; }},
      {"Split", [](N node, In in) { return onnx_split(node, in.at(0), in.at(1)); }},
      {"Reshape", [](N, In in) { return OnnxList{onnx_reshape(in.at(0), in.at(1))}; }},
      {"ReduceSum",
       [](N node, In in) { return OnnxList{onnx_reduce_sum(node, in.at(0), in.at(1))}; }},
      {"Softmax", [](N node, In in) { return OnnxList{onnx_softmax(node, in.at(0))}; }},
      {"Unsqueeze", [](N, In in) { return OnnxList{onnx_unsqueeze(in.at(0), in.at(1))}; }},
      {"Trilu", [](N node, In in) { return OnnxList{lower_triangle(node, in.at(0), in.at(1))}; }},
      {"Clip", [](N, In in) { return OnnxList{onnx_clip(in)}; }},
      {"Cast", [](N node, In in) { return OnnxList{onnx_cast(node, in.at(0))}; }},
      {"LabelEncoder", [](N node, In in) { return OnnxList{label_encoder(node, in.at(0))}; }}};
  return table;
}

}  // namespace

std::int64_t OnnxNode::integer(const std::string& name, std::int64_t otherwise) const {
  const auto found = integers.find(name);
  return found == integers.end() ? otherwise : found->second;
}

std::vector<OnnxTensor> apply_onnx(const OnnxNode& node, const std::vector<OnnxTensor>& inputs) {
  static const std::map<std::string, OnnxOperator> table = onnx_operators();
  if (auto made = apply_elementwise(node.op, inputs)) return {std::move(*made)};
  const auto found = table.find(node.op);
  if (found == table.end()) throw std::runtime_error("no operator " + node.op);
  return found->second(node, inputs);
}

}  // namespace mmoe::testing
