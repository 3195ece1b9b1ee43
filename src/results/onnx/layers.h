// SPDX-License-Identifier: Apache-2.0
// Layers of a saved model as nodes of a graph. Values are [N x units], a row per example.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "results/model_file/saved_model.h"
#include "results/onnx/graph.h"
#include "results/onnx/inputs.h"

namespace mmoe {

/// A layer's blocks by name, "expert0.W0" and "expert0.b0". Without a block of that name the bias
/// is 0.
struct LayerBlocks {
  std::string weights, biases;
};

class OnnxLayers {
 public:
  OnnxLayers(OnnxGraph& graph, const SavedModel& model, OnnxInputs inputs);

  OnnxGraph& graph() const { return graph_; }
  const SavedModel& model() const { return model_; }
  Index tasks() const { return model_.problem.task_count(); }
  bool has(const std::string& block) const { return blocks_.contains(block); }
  const Block& block(const std::string& name) const { return blocks_.at(name); }
  Matrix<float> matrix(const std::string& block) const;

  /// Returns W x + b, the layers one beside another, where x is the encoded row. The blocks of
  /// embeddings are named `tables` + "embedding0".
  OnnxValue first(const std::vector<LayerBlocks>& layers, const std::string& tables = "") const;
  /// Returns W x + b likewise.
  OnnxValue dense(const std::vector<LayerBlocks>& layers, const OnnxValue& x) const;
  /// Returns W x.
  OnnxValue product(const std::string& weights, const OnnxValue& x) const;
  /// Returns f(z) of hidden layers.
  OnnxValue activate(const OnnxValue& z) const;
  /// Returns what the layers NAME.W<number> from `number` on make of x; the last may be an output.
  OnnxValue perceptron(const std::string& name, Index number, OnnxValue x) const;

  /// Returns a times the rows of x, [N x a.rows() x h], for x [N x a.cols() h].
  OnnxValue mix(const OnnxValue& a, Index count, const OnnxValue& x) const;
  /// Returns row k of [N x K x h].
  OnnxValue pick(const OnnxValue& rows, Index k) const;

 private:
  Matrix<float> stacked(const std::vector<LayerBlocks>& layers) const;
  OnnxValue biases(const std::vector<LayerBlocks>& layers) const;
  OnnxValue one_hot_columns(const Matrix<float>& weights) const;
  std::vector<OnnxValue> embeddings(const std::string& tables) const;

  OnnxGraph& graph_;
  const SavedModel& model_;
  OnnxInputs inputs_;
  std::map<std::string, Block> blocks_;
};

}  // namespace mmoe
