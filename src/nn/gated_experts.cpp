// SPDX-License-Identifier: Apache-2.0
// For each gate, over the experts i that it sees:
//   f(x) = sum_i g(x)_i f_i(x)     (Eq. 5 and 7)
//   g(x) = softmax(W_g x)          (Eq. 8)
#include "nn/gated_experts.h"

#include <numeric>
#include <utility>

#include "math/softmax.h"

namespace mmoe {
namespace {

/// The numbers of the experts in the groups that `gates` see.
std::vector<Index> experts_seen(const GatedExpertsSpec& spec, const GateGroup& gates) {
  std::vector<Index> groups = gates.sees;
  if (groups.empty()) {
    groups.resize(spec.experts.size());
    std::iota(groups.begin(), groups.end(), Index{0});
  }
  std::vector<Index> first = {0};  // expert of each group
  for (const ExpertGroup& group : spec.experts) {
    first.push_back(first.back() + std::ssize(group.members));
  }
  std::vector<Index> seen;
  for (const Index group : groups) {
    const auto g = static_cast<std::size_t>(group);
    for (Index expert = first[g]; expert < first[g + 1]; ++expert) seen.push_back(expert);
  }
  return seen;
}

std::vector<Member> all_experts(const GatedExpertsSpec& spec) {
  std::vector<Member> all;
  for (const ExpertGroup& group : spec.experts) {
    all.insert(all.end(), group.members.begin(), group.members.end());
  }
  return all;
}

/// The first layers: each group of experts, then each group of gates.
std::vector<InputGroup> first_layers(const GatedExpertsSpec& spec) {
  std::vector<InputGroup> groups;
  for (const ExpertGroup& experts : spec.experts) {
    groups.push_back({.members = experts.members,
                      .weights = ".W0",
                      .biases = ".b0",
                      .units = spec.hidden.front(),
                      .activation = spec.activation,
                      .dropout = spec.dropout});
  }
  for (const GateGroup& gates : spec.gates) {
    groups.push_back({.members = gates.members,
                      .weights = ".W",
                      .biases = spec.gate_bias ? ".b" : "",
                      .units = std::ssize(experts_seen(spec, gates)),
                      .role = Role::kGate});
  }
  return groups;
}

std::vector<Activations> inputs_of(const std::vector<Activations>& inputs,
                                   const GatedExpertsSpec& spec) {
  std::vector<Activations> read;
  const auto input = [&](Index i) { return inputs[static_cast<std::size_t>(i)]; };
  for (const ExpertGroup& experts : spec.experts) read.push_back(input(experts.input));
  for (const GateGroup& gates : spec.gates) read.push_back(input(gates.input));
  return read;
}

Activations outputs_of(const std::variant<InputLayer, DenseGroups>& first) {
  return std::visit([](const auto& layer) { return layer.outputs(); }, first);
}

}  // namespace

GatedExperts::GatedExperts(Layout& layout, BufferPlan& plan, const Problem& problem,
                           const GatedExpertsSpec& spec)
    : GatedExperts(layout, plan, lower_layers(layout, plan, problem, spec), spec) {}

GatedExperts::GatedExperts(Layout& layout, BufferPlan& plan, const std::vector<Activations>& inputs,
                           const GatedExpertsSpec& spec)
    : GatedExperts(layout, plan,
                   Lower{std::nullopt,
                         DenseGroups(layout, plan, inputs_of(inputs, spec), first_layers(spec))},
                   spec) {}

GatedExperts::Lower GatedExperts::lower_layers(Layout& layout, BufferPlan& plan,
                                               const Problem& problem,
                                               const GatedExpertsSpec& spec) {
  if (spec.bottom.empty()) {
    return {std::nullopt, InputLayer(layout, plan, problem, first_layers(spec))};
  }
  Bottom bottom(layout, plan, problem,
                {.hidden = spec.bottom, .activation = spec.activation, .dropout = spec.dropout});
  DenseGroups first(layout, plan, inputs_of({bottom.output()}, spec), first_layers(spec));
  return {std::move(bottom), std::move(first)};
}

GatedExperts::GatedExperts(Layout& layout, BufferPlan& plan, Lower lower,
                           const GatedExpertsSpec& spec)
    : bottom_(std::move(lower.bottom)),
      first_(std::move(lower.first)),
      experts_(layout, plan,
               outputs_of(first_).slice(0, std::ssize(all_experts(spec)) * spec.hidden.front()),
               {.members = all_experts(spec),
                .hidden = {spec.hidden.begin() + 1, spec.hidden.end()},
                .first_layer = 1,
                .activation = spec.activation,
                .dropout = spec.dropout}) {
  const Index experts = std::ssize(all_experts(spec)), h = spec.hidden.back();
  Index gate_count = 0;
  for (const GateGroup& gates : spec.gates) gate_count += std::ssize(gates.members);
  mixed_ = add_activations(plan, gate_count * h);
  Index row = experts * spec.hidden.front(), mixed = 0;
  for (const GateGroup& gates : spec.gates) {
    const Index count = std::ssize(gates.members);
    const MixtureSpec mixture{count, experts_seen(spec, gates), !mixtures_.empty()};
    const Index n = std::ssize(mixture.experts);
    mixtures_.push_back(
        {mixture, outputs_of(first_).slice(row, count * n), mixed_.slice(mixed, count * h)});
    for (Index g = 0; g < count; ++g) gates_.push_back(mixtures_.back().gates.slice(g * n, n));
    row += count * n;
    mixed += count * h;
  }
  // The first group's mixtures set the gradient of the experts, if they see all of them, instead of
  // adding to it.
  if (std::ssize(mixtures_.front().spec.experts) < experts) mixtures_.front().spec.adds = true;
}

template <typename Scalar>
void GatedExperts::forward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                           Workspace<Scalar>& ws) const {
  if (bottom_) bottom_->forward(theta, batch, ws);  // its output is x below
  // 1. Z = W x: first layers of the f_i; W_g x
  std::visit([&](const auto& first) { first.forward(theta, batch, ws); }, first_);
  // 2. f_i(x)                            [n h x B]
  experts_.forward(theta, ws);
  // 3. g(x) = softmax(W_g x)             [seen x B]
  for (const Activations& g : gates_) softmax<Scalar>(ws[g.value]);
  // 4. f(x) = sum_i g(x)_i f_i(x)        [G h x B]
  for (const Mixtures& m : mixtures_) {
    mixture_forward<Scalar>(m.spec, ws[m.gates.value], ws[experts_.output().value],
                            ws[m.output.value]);
  }
}

template <typename Scalar>
void GatedExperts::backward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                            Workspace<Scalar>& ws, MutableView<Scalar>& gradient) const {
  // 4. f(x) = sum_i g(x)_i f_i(x), to g and f_i
  auto d_experts = ws[experts_.output().gradient];
  if (mixtures_.front().spec.adds) d_experts.setZero();
  for (const Mixtures& m : mixtures_) {
    mixture_backward<Scalar>(m.spec, ws[m.gates.value], ws[experts_.output().value],
                             ws[m.output.gradient], ws[m.gates.gradient], d_experts);
  }
  // 3. g(x) = softmax(W_g x)
  for (const Activations& g : gates_) softmax_backward<Scalar>(ws[g.value], ws[g.gradient]);
  // 2. f_i(x)
  experts_.backward(theta, ws, gradient);
  // 1. Z = W x: first layers of the f_i; W_g x
  std::visit([&](const auto& first) { first.backward(theta, batch, ws, gradient); }, first_);
  if (bottom_) bottom_->backward(theta, batch, ws, gradient);
}

MMOE_INSTANTIATE(GatedExperts::forward);
MMOE_INSTANTIATE(GatedExperts::backward);

}  // namespace mmoe
