// SPDX-License-Identifier: Apache-2.0
#include "results/onnx/export.h"

#include "base/json_file.h"
#include "results/onnx/networks.h"

namespace mmoe {
namespace {

/// mean + sd y, in double precision as LabelEncoder::unscaled.
OnnxValue unscaled(OnnxGraph& graph, const LabelEncoder& label, const OnnxValue& y) {
  if (label.mean == 0 && label.sd == 1) return y;
  const OnnxValue wide = graph.cast(y, OnnxType::kDouble);
  const OnnxValue spread = graph.node("Mul", {wide, graph.scalar(label.sd)});
  return graph.cast(graph.node("Add", {spread, graph.scalar(label.mean)}), OnnxType::kFloat);
}

}  // namespace

std::string onnx_file_bytes(const SavedModel& model) {
  OnnxGraph graph;
  const OnnxLayers layers(graph, model, onnx_inputs(graph, model.rows.inputs));
  const std::vector<OnnxValue> outputs = onnx_network(layers);
  for (std::size_t k = 0; k < outputs.size(); ++k) {
    const Task& task = model.problem.tasks[k];
    graph.output(task.kind == TaskKind::kBinary ? graph.node("Sigmoid", {outputs[k]})
                                                : unscaled(graph, model.rows.labels[k], outputs[k]),
                 task.name);
  }
  graph.describe("model", json_text({{"name", model.entry->name}, {"options", model.options}}, -1));
  graph.describe("trial", json_text(model.trial, -1));
  return graph.bytes();
}

}  // namespace mmoe
