// SPDX-License-Identifier: Apache-2.0
#include "results/onnx/evaluator.h"

#include <onnx/checker.h>
#include <onnx/onnx_pb.h>
#include <onnx/shape_inference/implementation.h>

#include <cstring>
#include <stdexcept>

namespace mmoe::testing {
namespace {

onnx::ModelProto parse_onnx(const std::string& bytes) {
  onnx::ModelProto model;
  if (!model.ParseFromString(bytes)) throw std::runtime_error("no ONNX file");
  return model;
}

template <typename T>
std::vector<double> numbers_of(const std::string& raw) {
  std::vector<T> values(raw.size() / sizeof(T));
  std::memcpy(values.data(), raw.data(), values.size() * sizeof(T));
  return {values.begin(), values.end()};
}

OnnxTensor tensor_of_constant(const onnx::TensorProto& from) {
  OnnxTensor tensor{.shape = {from.dims().begin(), from.dims().end()}};
  switch (from.data_type()) {
    case onnx::TensorProto::FLOAT:
      tensor.numbers = numbers_of<float>(from.raw_data());
      break;
    case onnx::TensorProto::DOUBLE:
      tensor.numbers = numbers_of<double>(from.raw_data());
      break;
    case onnx::TensorProto::INT64:
      tensor.numbers = numbers_of<std::int64_t>(from.raw_data());
      break;
    default:
      throw std::runtime_error("a constant of another type");
  }
  if (std::ssize(tensor.numbers) != tensor.size()) throw std::runtime_error(from.name());
  return tensor;
}

OnnxNode read_node(const onnx::NodeProto& from) {
  OnnxNode node{.op = from.op_type(), .outputs = static_cast<std::size_t>(from.output_size())};
  for (const onnx::AttributeProto& attribute : from.attribute()) {
    if (attribute.type() == onnx::AttributeProto::INT) {
      node.integers[attribute.name()] = attribute.i();
    }
    node.lists[attribute.name()] = {attribute.ints().begin(), attribute.ints().end()};
    node.texts[attribute.name()] = {attribute.strings().begin(), attribute.strings().end()};
  }
  return node;
}

/// A length of 0 stands for any.
void check_input(const onnx::ValueInfoProto& expected, const OnnxTensor& found) {
  const auto& type = expected.type().tensor_type();
  const bool is_text = type.elem_type() == onnx::TensorProto::STRING;
  bool fits = is_text == found.numbers.empty() && type.shape().dim_size() == found.rank();
  for (int i = 0; fits && i < type.shape().dim_size(); ++i) {
    const std::int64_t length = type.shape().dim(i).dim_value();
    fits = length == 0 || length == found.shape[static_cast<std::size_t>(i)];
  }
  if (!fits) throw std::runtime_error("input " + expected.name());
}

}  // namespace

OnnxTensors run_onnx(const std::string& bytes, const OnnxTensors& inputs) {
  const onnx::ModelProto model = parse_onnx(bytes);
  const onnx::GraphProto& graph = model.graph();
  OnnxTensors values = inputs;
  if (graph.input_size() != std::ssize(inputs)) throw std::runtime_error("other inputs");
  for (const auto& input : graph.input()) check_input(input, inputs.at(input.name()));
  for (const auto& constant : graph.initializer()) {
    values[constant.name()] = tensor_of_constant(constant);
  }
  for (const onnx::NodeProto& from : graph.node()) {
    std::vector<OnnxTensor> read;
    for (const std::string& name : from.input()) read.push_back(values.at(name));
    const std::vector<OnnxTensor> made = apply_onnx(read_node(from), read);
    for (int i = 0; i < from.output_size(); ++i) {
      values[from.output(i)] = made.at(static_cast<std::size_t>(i));
    }
  }
  OnnxTensors outputs;
  for (const auto& output : graph.output()) outputs[output.name()] = values.at(output.name());
  return outputs;
}

std::string onnx_complaint(const std::string& bytes) {
  try {
    onnx::ModelProto model = parse_onnx(bytes);
    onnx::checker::check_model(model);
    onnx::shape_inference::InferShapes(model, onnx::OpSchemaRegistry::Instance(), {true, 1});
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}

}  // namespace mmoe::testing
