// SPDX-License-Identifier: Apache-2.0
#include "nn/perceptrons.h"

#include <fmt/format.h>

#include "nn/dense.h"

namespace mmoe {

Perceptrons::Perceptrons(Layout& layout, BufferPlan& plan, const Activations& input,
                         const PerceptronsSpec& spec)
    : layout_(layout), count_(std::ssize(spec.members)), activations_{input} {
  std::vector<Index> widths = spec.hidden;
  if (spec.scalar_output) widths.push_back(1);
  bool shared = spec.shared_input;
  Index in = shared ? input.rows() : input.rows() / count_;
  for (std::size_t l = 0; l < widths.size(); ++l) {
    const bool is_output = spec.scalar_output && l + 1 == widths.size();
    activations_.push_back(add_activations(plan, count_ * widths[l]));
    Layer layer{.weights = {},
                .biases = {},
                .products = {},
                .activation = is_output ? Activation::kIdentity : spec.activation,
                .shared_input = shared,
                .dropout = {plan, is_output ? 0 : spec.dropout, activations_.back()}};
    const Index number = spec.first_layer + static_cast<Index>(l);
    const Role role = is_output ? Role::kOutput : Role::kHidden;
    for (const auto& [name, owner] : spec.members) {
      layer.weights.push_back(
          layout.add({fmt::format("{}.W{}", name, number), role, widths[l], owner}, in));
      const bool adds = shared && !layer.products.empty();
      layer.products.push_back(
          plan.add_products({.out = widths[l],
                             .in = in,
                             .stride = widths[l],
                             .input_gradient = adds ? InputGradient::kAdd : InputGradient::kSet}));
    }
    for (const auto& [name, owner] : spec.members) {
      layer.biases.push_back(
          layout.add({fmt::format("{}.b{}", name, number), Role::kBias, widths[l], owner}, 1));
    }
    layers_.push_back(layer);
    in = widths[l];
    shared = false;
  }
}

Activations Perceptrons::input_of(const Layer& layer, const Activations& input, Index i) const {
  if (layer.shared_input) return input;
  const Index in = input.rows() / count_;
  return input.slice(i * in, in);
}

template <typename Scalar>
void Perceptrons::forward(const View<Scalar>& theta, Workspace<Scalar>& ws) const {
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    const Layer& layer = layers_[l];
    const Index out = activations_[l + 1].rows() / count_;
    for (Index i = 0; i < count_; ++i) {
      const Block& w = layout_.block(layer.weights[static_cast<std::size_t>(i)]);
      const Block& b = layout_.block(layer.biases[static_cast<std::size_t>(i)]);
      dense_forward<Scalar>(ws.products(layer.products[static_cast<std::size_t>(i)]),
                            layer.activation, weights<Scalar>(theta, w), weights<Scalar>(theta, b),
                            ws[input_of(layer, activations_[l], i).value],
                            ws[activations_[l + 1].slice(i * out, out).value]);
    }
    layer.dropout.forward(ws);
  }
}

template <typename Scalar>
void Perceptrons::backward(const View<Scalar>& theta, Workspace<Scalar>& ws,
                           MutableView<Scalar>& gradient) const {
  for (std::size_t l = layers_.size(); l-- > 0;) {
    const Layer& layer = layers_[l];
    const Index out = activations_[l + 1].rows() / count_;
    layer.dropout.backward(ws);
    activate_backward<Scalar>(layer.activation, ws[activations_[l + 1].value],
                              ws[activations_[l + 1].gradient]);
    for (Index i = 0; i < count_; ++i) {
      const Block& w = layout_.block(layer.weights[static_cast<std::size_t>(i)]);
      const Block& b = layout_.block(layer.biases[static_cast<std::size_t>(i)]);
      const Activations input = input_of(layer, activations_[l], i);
      const auto d_z = ws[activations_[l + 1].slice(i * out, out).gradient];  // [out x B]
      const auto& products = ws.products(layer.products[static_cast<std::size_t>(i)]);
      dense_backward<Scalar>(products, ws[input.value], d_z, weights<Scalar>(gradient, w),
                             weights<Scalar>(gradient, b), ws.scratch());
      // [in x B] = W^T d_z, summed where the input is shared
      products.input_gradient(weights<Scalar>(theta, w).data(), d_z.data(),
                              ws[input.gradient].data());
    }
  }
}

MMOE_INSTANTIATE(Perceptrons::forward);
MMOE_INSTANTIATE(Perceptrons::backward);

}  // namespace mmoe
