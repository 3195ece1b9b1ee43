// SPDX-License-Identifier: Apache-2.0
// The one file of the library that sees the format's headers.
#include "results/onnx/graph.h"

#include <fmt/format.h>
#include <onnx/onnx_pb.h>

#include <bit>
#include <limits>
#include <set>

#include "base/error.h"
#include "base/version.h"

namespace mmoe {
namespace {

constexpr std::int64_t kFormatVersion = 7;  // of the file; from ONNX 1.8 on
constexpr std::int64_t kOperators = 14;
constexpr std::int64_t kLearningOperators = 2;
constexpr const char* kLearningDomain = "ai.onnx.ml";

static_assert(std::endian::native == std::endian::little, "the format's raw data are");

void set_attribute(const OnnxAttribute& from, onnx::AttributeProto& to) {
  to.set_name(from.name);
  if (const auto* const number = std::get_if<std::int64_t>(&from.value)) {
    to.set_type(onnx::AttributeProto::INT);
    to.set_i(*number);
  } else if (const auto* const numbers = std::get_if<std::vector<std::int64_t>>(&from.value)) {
    to.set_type(onnx::AttributeProto::INTS);
    for (const std::int64_t value : *numbers) to.add_ints(value);
  } else {
    to.set_type(onnx::AttributeProto::STRINGS);
    for (const std::string& text : std::get<std::vector<std::string>>(from.value)) {
      to.add_strings(text);
    }
  }
}

void set_length(const OnnxLength& from, onnx::TensorShapeProto::Dimension& to) {
  if (const auto* const name = std::get_if<std::string>(&from)) {
    to.set_dim_param(*name);
  } else {
    to.set_dim_value(std::get<std::int64_t>(from));
  }
}

void set_tensor(const std::string& name, OnnxType type, const OnnxLength& columns,
                onnx::ValueInfoProto& to) {
  to.set_name(name);
  auto& tensor = *to.mutable_type()->mutable_tensor_type();
  tensor.set_elem_type(static_cast<std::int32_t>(type));
  set_length(OnnxGraph::kRows, *tensor.mutable_shape()->add_dim());
  set_length(columns, *tensor.mutable_shape()->add_dim());
}

}  // namespace

struct OnnxGraph::File {
  onnx::ModelProto model;
  std::set<std::string> names;

  onnx::GraphProto& graph() { return *model.mutable_graph(); }

  std::string free_name(std::string name) {
    while (!names.insert(name).second) name += '_';
    return name;
  }
  std::string numbered_name(const std::string& op) {
    return free_name(fmt::format("{}:{}", op, names.size()));
  }

  onnx::NodeProto& add_node(const std::string& op, const std::vector<OnnxValue>& inputs) {
    onnx::NodeProto& node = *graph().add_node();
    node.set_op_type(op);
    for (const OnnxValue& input : inputs) node.add_input(input);
    return node;
  }

  template <typename T>
  OnnxValue add_constant(std::span<const T> values, OnnxType type,
                         const std::vector<std::int64_t>& shape) {
    onnx::TensorProto& tensor = *graph().add_initializer();
    tensor.set_name(numbered_name("constant"));
    tensor.set_data_type(static_cast<std::int32_t>(type));
    for (const std::int64_t length : shape) tensor.add_dims(length);
    tensor.set_raw_data(values.data(), values.size_bytes());
    return tensor.name();
  }
};

OnnxGraph::OnnxGraph() : file_(std::make_unique<File>()) {
  onnx::ModelProto& model = file_->model;
  model.set_ir_version(kFormatVersion);
  model.set_producer_name("mmoe-bench");
  model.set_producer_version(std::string(build_info().version));
  model.add_opset_import()->set_version(kOperators);
  auto& learning = *model.add_opset_import();
  learning.set_domain(kLearningDomain);
  learning.set_version(kLearningOperators);
  file_->graph().set_name("mmoe-bench");
}

OnnxGraph::~OnnxGraph() = default;

OnnxValue OnnxGraph::input(const std::string& name, OnnxType type, const OnnxLength& columns) {
  OnnxValue value = file_->free_name(name);
  set_tensor(value, type, columns, *file_->graph().add_input());
  return value;
}

void OnnxGraph::output(const OnnxValue& value, const std::string& name) {
  const std::string free = file_->free_name(name);
  file_->add_node("Identity", {value}).add_output(free);
  set_tensor(free, OnnxType::kFloat, 1, *file_->graph().add_output());
}

OnnxValue OnnxGraph::constant(std::span<const float> values,
                              const std::vector<std::int64_t>& shape) {
  return file_->add_constant(values, OnnxType::kFloat, shape);
}

OnnxValue OnnxGraph::constant(std::span<const double> values,
                              const std::vector<std::int64_t>& shape) {
  return file_->add_constant(values, OnnxType::kDouble, shape);
}

OnnxValue OnnxGraph::constant(std::span<const std::int64_t> values,
                              const std::vector<std::int64_t>& shape) {
  return file_->add_constant(values, OnnxType::kInt64, shape);
}

OnnxValue OnnxGraph::constant(const Matrix<float>& matrix) {
  return constant(std::span(matrix.data(), static_cast<std::size_t>(matrix.size())),
                  {matrix.rows(), matrix.cols()});
}

OnnxValue OnnxGraph::integers(const std::vector<std::int64_t>& values) {
  return constant(std::span(values), {std::ssize(values)});
}

OnnxValue OnnxGraph::node(const std::string& op, const std::vector<OnnxValue>& inputs,
                          const OnnxAttributes& attributes) {
  onnx::NodeProto& node = file_->add_node(op, inputs);
  if (op == "LabelEncoder") node.set_domain(kLearningDomain);
  for (const OnnxAttribute& attribute : attributes) set_attribute(attribute, *node.add_attribute());
  const OnnxValue value = file_->numbered_name(op);
  node.add_output(value);
  return value;
}

std::vector<OnnxValue> OnnxGraph::split(const OnnxValue& value,
                                        const std::vector<std::int64_t>& widths) {
  const OnnxValue lengths = integers(widths);
  onnx::NodeProto& node = file_->add_node("Split", {value, lengths});
  set_attribute({"axis", 1}, *node.add_attribute());
  std::vector<OnnxValue> parts;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    parts.push_back(file_->numbered_name("Split"));
    node.add_output(parts.back());
  }
  return parts;
}

OnnxValue OnnxGraph::cast(const OnnxValue& value, OnnxType type) {
  return node("Cast", {value}, {{"to", static_cast<std::int64_t>(type)}});
}

OnnxValue OnnxGraph::reshape(const OnnxValue& value, const std::vector<std::int64_t>& shape) {
  return node("Reshape", {value, integers(shape)});
}

OnnxValue OnnxGraph::sum(const OnnxValue& value, std::int64_t axis) {
  return node("ReduceSum", {value, integers({axis})}, {{"keepdims", 0}});
}

OnnxValue OnnxGraph::concat(const std::vector<OnnxValue>& values, std::int64_t axis) {
  return values.size() == 1 ? values.front() : node("Concat", values, {{"axis", axis}});
}

void OnnxGraph::describe(const std::string& key, const std::string& text) {
  auto& entry = *file_->model.add_metadata_props();
  entry.set_key(key);
  entry.set_value(text);
}

std::string OnnxGraph::bytes() const {
  if (file_->model.ByteSizeLong() > std::numeric_limits<std::int32_t>::max()) {
    throw RunError("the model is too large: an ONNX file holds less than 2 GiB");
  }
  return file_->model.SerializeAsString();
}

}  // namespace mmoe
