// SPDX-License-Identifier: Apache-2.0
#include "results/onnx/networks.h"

#include <fmt/format.h>

#include <functional>
#include <map>
#include <string>

#include "base/error.h"

namespace mmoe {
namespace {

using Outputs = std::vector<OnnxValue>;

LayerBlocks blocks_of(const std::string& name, Index number) {
  return {fmt::format("{}.W{}", name, number), fmt::format("{}.b{}", name, number)};
}

std::string name_of(const char* part, Index number) { return fmt::format("{}{}", part, number); }

/// f(x) of layers that all tasks share.
OnnxValue bottom(const OnnxLayers& layers) {
  return layers.perceptron("bottom", 1, layers.activate(layers.first({blocks_of("bottom", 0)})));
}

/// The first hidden layer of task k's own network.
OnnxValue first_of_task(const OnnxLayers& layers, Index k) {
  const std::string task = name_of("task", k);
  return layers.activate(layers.first({blocks_of(task, 0)}, task + "."));
}

Outputs shared_bottom(const OnnxLayers& layers) {
  const OnnxValue shared = bottom(layers);
  Outputs outputs;
  for (Index k = 0; k < layers.tasks(); ++k) {
    outputs.push_back(layers.perceptron(name_of("tower", k), 0, shared));
  }
  return outputs;
}

Outputs single_task(const OnnxLayers& layers) {
  Outputs outputs;
  for (Index k = 0; k < layers.tasks(); ++k) {
    outputs.push_back(layers.perceptron(name_of("task", k), 1, first_of_task(layers, k)));
  }
  return outputs;
}

Outputs cross_stitch(const OnnxLayers& layers) {
  Outputs x;
  for (Index k = 0; k < layers.tasks(); ++k) x.push_back(first_of_task(layers, k));
  for (Index l = 0; layers.has(name_of("stitch", l)); ++l) {
    const OnnxValue a = layers.graph().constant(layers.matrix(name_of("stitch", l)));
    const OnnxValue mixed = layers.mix(a, layers.tasks(), layers.graph().concat(x));
    for (Index k = 0; k < layers.tasks(); ++k) {
      const LayerBlocks next = blocks_of(name_of("task", k), l + 1);
      const OnnxValue z = layers.dense({next}, layers.pick(mixed, k));
      const bool is_output = layers.block(next.weights).role == Role::kOutput;
      x[static_cast<std::size_t>(k)] = is_output ? z : layers.activate(z);
    }
  }
  return x;
}

/// Y_k = f(U2 P_k + b_k), P_k = sum_i U3(k, i) S_i^T Z_k, in which Z_k is z[k].
Outputs tucker(const OnnxLayers& layers, const std::string& name, const Outputs& z) {
  const Matrix<float> u3 = layers.matrix(name + ".U3");  // [K x r3]
  Outputs y;
  OnnxValue q;  // S_1^T Z_k, S_2^T Z_k, ...
  for (std::size_t k = 0; k < z.size(); ++k) {
    if (k == 0 || z[k] != z[k - 1]) q = layers.product(name + ".S", z[k]);
    const OnnxValue row = layers.graph().constant(u3.row(static_cast<Index>(k)));
    const OnnxValue p = layers.pick(layers.mix(row, u3.cols(), q), 0);
    const LayerBlocks out{name + ".U2", fmt::format("{}.b{}", name, k)};
    const OnnxValue sum = layers.dense({out}, p);
    const bool is_output = layers.block(out.weights).role == Role::kOutputFactor;
    y.push_back(is_output ? sum : layers.activate(sum));
  }
  return y;
}

Outputs tensor_factorization(const OnnxLayers& layers) {
  const auto tasks = static_cast<std::size_t>(layers.tasks());
  Outputs z(tasks, layers.first({{"layer0.U1", ""}}));
  for (Index l = 0;; ++l) {
    Outputs y = tucker(layers, name_of("layer", l), z);
    const std::string next = name_of("layer", l + 1);
    if (!layers.has(next + ".U1")) return y;
    for (std::size_t k = 0; k < tasks; ++k) z[k] = layers.product(next + ".U1", y[k]);
  }
}

/// f_i(x) of all experts [N x n h], and W_g x of all gates [N x G n].
struct ExpertLevel {
  OnnxValue experts, gates;
};

ExpertLevel expert_level(const OnnxLayers& layers, Index n, const std::vector<std::string>& gates) {
  std::vector<LayerBlocks> blocks;
  for (Index i = 0; i < n; ++i) blocks.push_back(blocks_of(name_of("expert", i), 0));
  const Index h = layers.block(blocks.front().weights).rows;
  for (const std::string& gate : gates) blocks.push_back({gate + ".W", gate + ".b"});
  const OnnxValue z =
      layers.has("bottom.W0") ? layers.dense(blocks, bottom(layers)) : layers.first(blocks);
  const Outputs parts = layers.graph().split(z, {n * h, std::ssize(gates) * n});
  const OnnxValue first = layers.activate(parts[0]);
  if (!layers.has("expert0.W1")) return {first, parts[1]};
  Outputs experts =
      layers.graph().split(first, std::vector<std::int64_t>(static_cast<std::size_t>(n), h));
  for (Index i = 0; i < n; ++i) {
    OnnxValue& expert = experts[static_cast<std::size_t>(i)];
    expert = layers.perceptron(name_of("expert", i), 1, expert);
  }
  return {layers.graph().concat(experts), parts[1]};
}

/// y_k = h^k(sum_i g_i f_i(x)), g = softmax(W_g x): task k reads the last gate if there are fewer.
Outputs mixture_of_experts(const OnnxLayers& layers, const std::vector<std::string>& gates) {
  const Index n = layers.model().options["experts"].get<Index>();
  const Index last = std::ssize(gates) - 1;
  const ExpertLevel level = expert_level(layers, n, gates);
  const OnnxValue logits = layers.graph().reshape(level.gates, {0, last + 1, n});
  const OnnxValue g = layers.graph().node("Softmax", {logits}, {{"axis", -1}});
  const OnnxValue mixed = layers.mix(g, n, level.experts);  // [N x G x h]
  Outputs outputs;
  for (Index k = 0; k < layers.tasks(); ++k) {
    const OnnxValue f = layers.pick(mixed, std::min(k, last));
    outputs.push_back(layers.perceptron(name_of("tower", k), 0, f));
  }
  return outputs;
}

Outputs omoe(const OnnxLayers& layers) { return mixture_of_experts(layers, {"gate"}); }

Outputs multi_gate(const OnnxLayers& layers) {
  std::vector<std::string> gates;
  for (Index k = 0; k < layers.tasks(); ++k) gates.push_back(name_of("gate", k));
  return mixture_of_experts(layers, gates);
}

}  // namespace

Outputs onnx_network(const OnnxLayers& layers) {
  static const std::map<std::string, std::function<Outputs(const OnnxLayers&)>> networks = {
      {"single-task", single_task},
      {"shared-bottom", shared_bottom},
      {"l2-constrained", single_task},
      {"cross-stitch", cross_stitch},
      {"omoe", omoe},
      {"mmoe", multi_gate},
      {"tensor-factorization", tensor_factorization}};
  const std::string& name = layers.model().entry->name;
  const auto found = networks.find(name);
  if (found == networks.end()) {
    throw InputError(fmt::format("a model of type '{}' cannot be exported", name));
  }
  return found->second(layers);
}

}  // namespace mmoe
