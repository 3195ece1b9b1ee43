// SPDX-License-Identifier: Apache-2.0
#include "models/tucker_layer.h"

#include <fmt/format.h>

#include "nn/dense.h"

namespace mmoe {

TuckerLayer::TuckerLayer(Layout& layout, BufferPlan& plan, const Activations& z, Index r1,
                         const TuckerSpec& spec)
    : layout_(layout),
      activation_(spec.is_output ? Activation::kIdentity : spec.activation),
      tasks_(spec.tasks),
      r1_(r1),
      r2_(spec.r2),
      r3_(spec.r3),
      copies_(z.rows() / r1),
      z_(z),
      q_(add_activations(plan, copies_ * r2_ * r3_)),
      p_(add_activations(plan, tasks_ * r2_)),
      y_(add_activations(plan, tasks_ * spec.out)),
      dropout_(plan, spec.is_output ? 0 : spec.dropout, y_) {
  const Role role = spec.is_output ? Role::kOutputFactor : Role::kFactor;
  core_ = layout.add({spec.name + ".S", role, r2_ * r3_}, r1_);
  out_ = layout.add({spec.name + ".U2", role, spec.out}, r2_);
  core_products_ = plan.add_products({.out = r2_ * r3_, .in = r1_, .stride = r2_ * r3_});
  out_products_ = plan.add_products({.out = spec.out, .in = r2_, .stride = spec.out});
  task_ = layout.add({spec.name + ".U3", role, tasks_}, r3_);
  for (Index k = 0; k < tasks_; ++k) {
    const RowsOf bias{fmt::format("{}.b{}", spec.name, k), Role::kBias, spec.out, k};
    biases_.push_back(layout.add(bias, 1));
  }
}

template <typename Scalar>
void TuckerLayer::forward(const View<Scalar>& theta, Workspace<Scalar>& ws) const {
  const auto core = weights<Scalar>(theta, layout_.block(core_));  // [r2 r3 x r1]
  const auto u2 = weights<Scalar>(theta, layout_.block(out_));     // [out x r2]
  const auto u3 = weights<Scalar>(theta, layout_.block(task_));    // [K x r3]
  for (Index copy = 0; copy < copies_; ++copy) {                   // 1. Q_i3 = S_i3^T Z
    ws.products(core_products_)
        .forward(core.data(), ws[z_.slice(copy * r1_, r1_).value].data(),
                 ws[q_.slice(copy * r2_ * r3_, r2_ * r3_).value].data());
  }
  const Index out = y_.rows() / tasks_;
  for (Index k = 0; k < tasks_; ++k) {
    auto p = ws[p_.slice(k * r2_, r2_).value];  // 2. P_k = sum_i3 U3(k, i3) Q_i3
    p = u3(k, 0) * ws[q_slice(k, 0).value];
    for (Index i3 = 1; i3 < r3_; ++i3) p += u3(k, i3) * ws[q_slice(k, i3).value];
    const Block& bias = layout_.block(biases_[static_cast<std::size_t>(k)]);
    dense_forward<Scalar>(ws.products(out_products_), activation_, u2, weights<Scalar>(theta, bias),
                          p, ws[y_.slice(k * out, out).value]);  // 3. Y_k = f(U2 P_k + b_k)
  }
  dropout_.forward(ws);
}

template <typename Scalar>
void TuckerLayer::backward(const View<Scalar>& theta, Workspace<Scalar>& ws,
                           MutableView<Scalar>& gradient) const {
  const auto core = weights<Scalar>(theta, layout_.block(core_));
  const auto u2 = weights<Scalar>(theta, layout_.block(out_));
  const auto u3 = weights<Scalar>(theta, layout_.block(task_));
  auto d_u3 = weights<Scalar>(gradient, layout_.block(task_));
  dropout_.backward(ws);
  activate_backward<Scalar>(activation_, ws[y_.value], ws[y_.gradient]);
  ws[q_.gradient].setZero();
  const Index out = y_.rows() / tasks_;
  for (Index k = 0; k < tasks_; ++k) {
    const Activations p = p_.slice(k * r2_, r2_);
    const auto d_y = ws[y_.slice(k * out, out).gradient];  // 3. Y_k = f(U2 P_k + b_k)
    const Block& bias = layout_.block(biases_[static_cast<std::size_t>(k)]);
    const auto& products = ws.products(out_products_);
    dense_backward<Scalar>(products, ws[p.value], d_y,
                           weights<Scalar>(gradient, layout_.block(out_)),
                           weights<Scalar>(gradient, bias), ws.scratch());
    auto d_p = ws[p.gradient];
    products.input_gradient(u2.data(), d_y.data(), d_p.data());
    for (Index i3 = 0; i3 < r3_; ++i3) {  // 2. P_k = sum_i3 U3(k, i3) Q_i3
      d_u3(k, i3) += d_p.cwiseProduct(ws[q_slice(k, i3).value]).sum();
      ws[q_slice(k, i3).gradient] += u3(k, i3) * d_p;
    }
  }
  for (Index copy = 0; copy < copies_; ++copy) {  // 1. Q_i3 = S_i3^T Z
    const auto d_q = ws[q_.slice(copy * r2_ * r3_, r2_ * r3_).gradient];
    const Activations z = z_.slice(copy * r1_, r1_);
    const auto& products = ws.products(core_products_);
    products.weight_gradient(d_q.data(), ws[z.value].data(),
                             weights<Scalar>(gradient, layout_.block(core_)).data(), ws.scratch());
    products.input_gradient(core.data(), d_q.data(), ws[z.gradient].data());
  }
}

MMOE_INSTANTIATE(TuckerLayer::forward);
MMOE_INSTANTIATE(TuckerLayer::backward);

}  // namespace mmoe
