// SPDX-License-Identifier: Apache-2.0
#include "nn/dense_groups.h"

#include "nn/dense.h"

namespace mmoe {

DenseGroups::DenseGroups(Layout& layout, BufferPlan& plan, std::vector<Activations> inputs,
                         std::vector<InputGroup> groups)
    : layout_(layout) {
  Index rows = 0;
  for (const InputGroup& group : groups) rows += group.rows();
  all_ = add_activations(plan, rows);
  Index first = 0;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const InputGroup& group = groups[g];
    groups_.push_back({.input = inputs[g],
                       .output = all_.slice(first, group.rows()),
                       .weights = layout.add_stack(group.weight_rows(), inputs[g].rows()),
                       .biases = -1,
                       .products = plan.add_products({.out = group.rows(),
                                                      .in = inputs[g].rows(),
                                                      .stride = group.rows(),
                                                      .input_gradient = InputGradient::kAdd}),
                       .activation = group.activation,
                       .dropout = {plan, group.dropout, all_.slice(first, group.rows())}});
    first += group.rows();
  }
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (!groups[g].biases.empty()) groups_[g].biases = layout.add_stack(groups[g].bias_rows(), 1);
  }
}

template <typename Scalar>
void DenseGroups::forward(const View<Scalar>& theta, const Batch<Scalar>& /*batch*/,
                          Workspace<Scalar>& ws) const {
  for (const Group& group : groups_) {
    const auto w = weights<Scalar>(theta, layout_.stack(group.weights));
    auto y = ws[group.output.value];
    ws.products(group.products).forward(w.data(), ws[group.input.value].data(), y.data());
    if (group.biases < 0) {
      activate<Scalar>(group.activation, y);
    } else {
      bias_activate_forward<Scalar>(group.activation,
                                    weights<Scalar>(theta, layout_.stack(group.biases)), y);
    }
    group.dropout.forward(ws);
  }
}

template <typename Scalar>
void DenseGroups::backward(const View<Scalar>& theta, const Batch<Scalar>& /*batch*/,
                           Workspace<Scalar>& ws, MutableView<Scalar>& gradient) const {
  for (const Group& group : groups_) ws[group.input.gradient].setZero();
  for (const Group& group : groups_) {
    auto d_z = ws[group.output.gradient];
    group.dropout.backward(ws);
    activate_backward<Scalar>(group.activation, ws[group.output.value], d_z);
    if (group.biases >= 0) {
      bias_backward<Scalar>(d_z, weights<Scalar>(gradient, layout_.stack(group.biases)));
    }
    const Block& w = layout_.stack(group.weights);
    const auto& products = ws.products(group.products);
    products.weight_gradient(d_z.data(), ws[group.input.value].data(),
                             weights<Scalar>(gradient, w).data(), ws.scratch());
    products.input_gradient(weights<Scalar>(theta, w).data(), d_z.data(),
                            ws[group.input.gradient].data());
  }
}

MMOE_INSTANTIATE(DenseGroups::forward);
MMOE_INSTANTIATE(DenseGroups::backward);

}  // namespace mmoe
