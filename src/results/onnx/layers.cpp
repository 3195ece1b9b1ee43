// SPDX-License-Identifier: Apache-2.0
#include "results/onnx/layers.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "math/activation.h"

namespace mmoe {
namespace {

/// Columns as rows, and a row of zeros for inputs that are not set.
Matrix<float> as_table(const Matrix<float>& columns) {
  Matrix<float> table = Matrix<float>::Zero(columns.cols() + 1, columns.rows());
  table.topRows(columns.cols()) = columns.transpose();
  return table;
}

/// Sums the rows of the table that an example sets, [N x m] -> [N x columns].
OnnxValue sum_rows(OnnxGraph& graph, const OnnxValue& table, const OnnxValue& set) {
  return graph.sum(graph.node("Gather", {table, set}), 1);
}

}  // namespace

OnnxLayers::OnnxLayers(OnnxGraph& graph, const SavedModel& model, OnnxInputs inputs)
    : graph_(graph), model_(model), inputs_(std::move(inputs)) {
  const auto network = model.network();
  for (const Block& block : network->layout().blocks()) blocks_.emplace(block.name, block);
}

Matrix<float> OnnxLayers::matrix(const std::string& block) const {
  const View<float> theta(model_.theta.data(), model_.theta.size());
  return weights<float>(theta, blocks_.at(block));
}

Matrix<float> OnnxLayers::stacked(const std::vector<LayerBlocks>& layers) const {
  Index rows = 0;
  for (const LayerBlocks& layer : layers) rows += block(layer.weights).rows;
  Matrix<float> stack(rows, block(layers.front().weights).cols);
  Index row = 0;
  for (const LayerBlocks& layer : layers) {
    const Matrix<float> part = matrix(layer.weights);
    stack.middleRows(row, part.rows()) = part;
    row += part.rows();
  }
  return stack;
}

OnnxValue OnnxLayers::biases(const std::vector<LayerBlocks>& layers) const {
  std::vector<float> biases;
  for (const LayerBlocks& layer : layers) {
    const auto count = static_cast<std::size_t>(block(layer.weights).rows);
    if (!has(layer.biases)) {
      biases.resize(biases.size() + count);
      continue;
    }
    const Matrix<float> part = matrix(layer.biases);
    biases.insert(biases.end(), part.data(), part.data() + count);
  }
  return graph_.constant(std::span<const float>(biases), {std::ssize(biases)});
}

/// The sum of the columns of `weights` [rows x sparse inputs] at the inputs that a row sets: one
/// table for all fields, one field's rows and its row of zeros below another's.
OnnxValue OnnxLayers::one_hot_columns(const Matrix<float>& weights) const {
  Matrix<float> table =
      Matrix<float>::Zero(weights.cols() + std::ssize(inputs_.sparse), weights.rows());
  std::vector<OnnxValue> set;
  Index begin = 0;
  for (const OnnxSparse& field : inputs_.sparse) {
    const Index first = begin - std::ssize(set);
    table.middleRows(begin, field.width) = weights.middleCols(first, field.width).transpose();
    set.push_back(begin == 0 ? field.set
                             : graph_.node("Add", {field.set, graph_.integers({begin})}));
    begin += field.width + 1;
  }
  return sum_rows(graph_, graph_.constant(table), graph_.concat(set));
}

std::vector<OnnxValue> OnnxLayers::embeddings(const std::string& tables) const {
  const EmbeddedFields& embedded = model_.problem.embedded;
  std::vector<OnnxValue> table_of;  // by its number
  std::vector<OnnxValue> columns;
  for (std::size_t field = 0; field < inputs_.sparse.size(); ++field) {
    if (embedded.table(field) == table_of.size()) {
      table_of.push_back(
          graph_.constant(as_table(matrix(fmt::format("{}embedding{}", tables, field)))));
    }
    columns.push_back(sum_rows(graph_, table_of[embedded.table(field)], inputs_.sparse[field].set));
  }
  return columns;
}

OnnxValue OnnxLayers::first(const std::vector<LayerBlocks>& layers,
                            const std::string& tables) const {
  const Problem& problem = model_.problem;
  std::vector<OnnxValue> x;
  if (inputs_.dense) x.push_back(*inputs_.dense);
  if (problem.embedded.width > 0) {
    for (OnnxValue& columns : embeddings(tables)) x.push_back(std::move(columns));
  }
  if (problem.embedded.width > 0 || problem.sparse_inputs == 0) {
    return dense(layers, graph_.concat(x));
  }
  const Matrix<float> w = stacked(layers);  // [rows x dense inputs, sparse inputs]
  OnnxValue z =
      graph_.node("Add", {one_hot_columns(w.rightCols(problem.sparse_inputs)), biases(layers)});
  if (x.empty()) return z;
  const Matrix<float> of_dense = w.leftCols(problem.dense_inputs);
  return graph_.node("Gemm", {x.front(), graph_.constant(of_dense), z}, {{"transB", 1}});
}

OnnxValue OnnxLayers::dense(const std::vector<LayerBlocks>& layers, const OnnxValue& x) const {
  return graph_.node("Gemm", {x, graph_.constant(stacked(layers)), biases(layers)},
                     {{"transB", 1}});
}

OnnxValue OnnxLayers::product(const std::string& weights, const OnnxValue& x) const {
  return graph_.node("Gemm", {x, graph_.constant(matrix(weights))}, {{"transB", 1}});
}

OnnxValue OnnxLayers::activate(const OnnxValue& z) const {
  switch (activation_from(model_.options["activation"].get<std::string>())) {
    case Activation::kRelu:
      return graph_.node("Relu", {z});
    case Activation::kTanh:
      return graph_.node("Tanh", {z});
    case Activation::kElu:
      return graph_.node("Elu", {z});
    case Activation::kIdentity:
      break;
  }
  return z;
}

OnnxValue OnnxLayers::perceptron(const std::string& name, Index number, OnnxValue x) const {
  for (;; ++number) {
    const LayerBlocks layer{fmt::format("{}.W{}", name, number),
                            fmt::format("{}.b{}", name, number)};
    if (!has(layer.weights)) return x;
    x = dense({layer}, x);
    if (block(layer.weights).role != Role::kOutput) x = activate(x);
  }
}

OnnxValue OnnxLayers::mix(const OnnxValue& a, Index count, const OnnxValue& x) const {
  return graph_.node("MatMul", {a, graph_.reshape(x, {0, count, -1})});
}

OnnxValue OnnxLayers::pick(const OnnxValue& rows, Index k) const {
  const std::int64_t number = k;
  const OnnxValue which = graph_.constant(std::span(&number, 1), {});
  return graph_.node("Gather", {rows, which}, {{"axis", 1}});
}

}  // namespace mmoe
