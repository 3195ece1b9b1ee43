// SPDX-License-Identifier: Apache-2.0
#include "results/onnx/elementwise.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <stdexcept>

namespace mmoe::testing {
namespace {

using Lengths = std::vector<std::int64_t>;
using Operands = std::vector<OnnxTensor>;

double onnx_number_at(const OnnxTensor& from, std::int64_t index, const Lengths& shape) {
  return from.numbers.at(static_cast<std::size_t>(broadcast_index(index, shape, from.shape)));
}

template <typename Function>
OnnxTensor onnx_unary(const OnnxTensor& x, const Function& f) {
  OnnxTensor y = x;
  for (double& value : y.numbers) value = f(value);
  return y;
}

template <typename Function>
OnnxTensor onnx_binary(const Operands& in, const Function& f) {
  OnnxTensor y = OnnxTensor::zeros(broadcast_shape(in.at(0).shape, in.at(1).shape));
  for (std::int64_t i = 0; i < y.size(); ++i) {
    y.numbers[static_cast<std::size_t>(i)] =
        f(onnx_number_at(in[0], i, y.shape), onnx_number_at(in[1], i, y.shape));
  }
  return y;
}

OnnxTensor onnx_where(const Operands& in) {
  OnnxTensor y = OnnxTensor::zeros(
      broadcast_shape(in.at(0).shape, broadcast_shape(in.at(1).shape, in.at(2).shape)));
  for (std::int64_t i = 0; i < y.size(); ++i) {
    const bool holds = onnx_number_at(in[0], i, y.shape) != 0;
    y.numbers[static_cast<std::size_t>(i)] = onnx_number_at(in[holds ? 1 : 2], i, y.shape);
  }
  return y;
}

using Elementwise = std::function<OnnxTensor(const Operands&)>;

template <typename Function>
Elementwise onnx_of_one(Function f) {
  return [f](const Operands& in) { return onnx_unary(in.at(0), f); };
}

template <typename Function>
Elementwise onnx_of_two(Function f) {
  return [f](const Operands& in) { return onnx_binary(in, f); };
}

std::map<std::string, Elementwise> all_elementwise() {
  std::map<std::string, Elementwise> table = {{"Where", onnx_where}};
  table["Identity"] = onnx_of_one([](double x) { return x; });
  table["IsNaN"] = onnx_of_one([](double x) { return std::isnan(x) ? 1.0 : 0.0; });
  // A runtime's logarithm may miss the last bit: no graph may depend on it.
  table["Log"] = onnx_of_one([](double x) { return std::nextafter(std::log(x), -HUGE_VAL); });
  table["Relu"] = onnx_of_one([](double x) { return std::max(x, 0.0); });
  table["Tanh"] = onnx_of_one([](double x) { return std::tanh(x); });
  table["Elu"] = onnx_of_one([](double x) { return x > 0 ? x : std::expm1(x); });
  table["Sigmoid"] = onnx_of_one([](double x) { return 1 / (1 + std::exp(-x)); });
  table["Add"] = onnx_of_two([](double x, double y) { return x + y; });
  table["Sub"] = onnx_of_two([](double x, double y) { return x - y; });
  table["Mul"] = onnx_of_two([](double x, double y) { return x * y; });
  table["Div"] = onnx_of_two([](double x, double y) { return x / y; });
  table["And"] = onnx_of_two([](double x, double y) { return x != 0 && y != 0 ? 1.0 : 0.0; });
  table["Equal"] = onnx_of_two([](double x, double y) { return x == y ? 1.0 : 0.0; });
  table["Less"] = onnx_of_two([](double x, double y) { return x < y ? 1.0 : 0.0; });
  table["LessOrEqual"] = onnx_of_two([](double x, double y) { return x <= y ? 1.0 : 0.0; });
  table["Greater"] = onnx_of_two([](double x, double y) { return x > y ? 1.0 : 0.0; });
  table["GreaterOrEqual"] = onnx_of_two([](double x, double y) { return x >= y ? 1.0 : 0.0; });
  return table;
}

}  // namespace

std::vector<std::int64_t> broadcast_shape(const std::vector<std::int64_t>& a,
                                          const std::vector<std::int64_t>& b) {
  std::vector<std::int64_t> shape(std::max(a.size(), b.size()), 1);
  for (std::size_t i = 0; i < shape.size(); ++i) {  // from the last axis
    const std::int64_t x = i < a.size() ? a[a.size() - 1 - i] : 1;
    const std::int64_t y = i < b.size() ? b[b.size() - 1 - i] : 1;
    if (x != y && x != 1 && y != 1) throw std::runtime_error("shapes do not broadcast");
    shape[shape.size() - 1 - i] = x == 1 ? y : x;
  }
  return shape;
}

std::int64_t broadcast_index(std::int64_t index, const std::vector<std::int64_t>& shape,
                             const std::vector<std::int64_t>& from) {
  std::int64_t at = 0, stride = 1;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const std::int64_t length = shape[shape.size() - 1 - i];
    const std::int64_t own = i < from.size() ? from[from.size() - 1 - i] : 1;
    if (own != 1) at += index % length * stride;
    stride *= own;
    index /= length;
  }
  return at;
}

std::optional<OnnxTensor> apply_elementwise(const std::string& op,
                                            const std::vector<OnnxTensor>& inputs) {
  static const std::map<std::string, Elementwise> table = all_elementwise();
  const auto found = table.find(op);
  if (found == table.end()) return std::nullopt;
  return found->second(inputs);
}

}  // namespace mmoe::testing
