// SPDX-License-Identifier: Apache-2.0
// Tensor-Factorization, Sec. 6.1 of the paper (Yang and Hospedales 2016): in every layer
//   W = S x1 U1 x2 U2 x3 U3    [in x out x K], a slice per task
//   S [r1 x r2 x r3],  U1 [in x r1],  U2 [out x r2],  U3 [K x r3]
// Letters: B examples, K tasks, (r1, r2, r3) ranks, clipped to (in, out, K) layer by layer.
#include "models/tensor_factorization.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace mmoe {

Fields TensorFactorizationOptions::fields() {
  Fields f = BottomOptions::fields();
  f.add("r1", r1, "rank over a layer's inputs, at most their number", {1, 1 << 20});
  f.add("r2", r2, "rank over a layer's outputs, at most their number", {1, 1 << 20});
  f.add("r3", r3, "rank over the tasks, at most their number", {1, 1 << 20});
  f.add("factors", factors, "initialisation of the factors", {"scaled", "unit", "small"});
  return f;
}

template <typename Scalar>
TensorFactorization<Scalar>::TensorFactorization(const Options& options, const Problem& problem)
    : tasks_(problem.task_count()),
      factors_(options.factors),
      input_(this->layout_, this->plan_, problem,
             {{.members = numbered("layer0", 1),
               .weights = ".U1",
               .biases = "",
               .units = std::min<Index>(options.r1, problem.inputs()),
               .role = Role::kFactor}}) {
  std::vector<Index> widths = options.network();
  widths.push_back(1);
  Activations z = input_.output(0);
  Index r1 = z.rows();
  for (Index l = 0; l < std::ssize(widths); ++l) {
    const Index out = widths[static_cast<std::size_t>(l)];
    const bool last = l + 1 == std::ssize(widths);
    if (l > 0) {
      const Activations x = layers_.back().output();
      const Index in = x.rows() / tasks_;
      r1 = std::min<Index>(options.r1, in);
      z = add_activations(this->plan_, tasks_ * r1);
      const Role role = last ? Role::kOutputFactor : Role::kFactor;
      projections_.push_back({this->layout_.add({fmt::format("layer{}.U1", l), role, r1}, in),
                              this->plan_.add_products({.out = r1, .in = in, .stride = r1}), x, z});
    }
    layers_.emplace_back(this->layout_, this->plan_, z, r1,
                         TuckerSpec{.name = fmt::format("layer{}", l),
                                    .out = out,
                                    .tasks = tasks_,
                                    .r2 = std::min<Index>(options.r2, out),
                                    .r3 = std::min<Index>(options.r3, tasks_),
                                    .is_output = last,
                                    .activation = activation_from(options.activation),
                                    .dropout = options.dropout});
  }
}

template <typename Scalar>
void TensorFactorization<Scalar>::initialise(Scheme scheme, const Stream& stream,
                                             MutableView<Scalar> theta) const {
  Model<Scalar>::initialise(scheme, stream, theta);  // embeddings; all other blocks follow
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    const auto& layout = this->layout_;
    const Block& u1 = layout.block(l == 0 ? 0 : projections_[l - 1].block);  // [r1 x in]
    const Block& core = layout.block(layers_[l].core_block());               // [r2 r3 x r1]
    const Block& u2 = layout.block(layers_[l].out_block());                  // [out x r2]
    const Block& u3 = layout.block(layers_[l].task_block());                 // [K x r3]
    const auto start = [&](const Block& block, double scaled_variance) {
      const double sd = factors_ == "unit"    ? 1
                        : factors_ == "small" ? 0.01
                                              : std::sqrt(scaled_variance);
      initialise_normal<Scalar>(0, sd, block, stream, theta);
    };
    start(core, scheme_variance(scheme, u1.cols, u2.rows));
    start(u1, 1.0 / static_cast<double>(u1.rows));
    start(u2, 1.0 / static_cast<double>(u2.cols));
    start(u3, 1.0 / static_cast<double>(u3.cols));
  }
}

template <typename Scalar>
void TensorFactorization<Scalar>::project_forward(const Projection& projection,
                                                  const View<Scalar>& theta,
                                                  Workspace<Scalar>& ws) const {
  const auto u1 = weights<Scalar>(theta, this->layout_.block(projection.block));
  for (Index k = 0; k < tasks_; ++k) {
    ws.products(projection.products)
        .forward(u1.data(), ws[projection.x.slice(k * u1.cols(), u1.cols()).value].data(),
                 ws[projection.z.slice(k * u1.rows(), u1.rows()).value].data());
  }
}

template <typename Scalar>
void TensorFactorization<Scalar>::project_backward(const Projection& projection,
                                                   const View<Scalar>& theta, Workspace<Scalar>& ws,
                                                   MutableView<Scalar>& gradient) const {
  const auto u1 = weights<Scalar>(theta, this->layout_.block(projection.block));
  auto d_u1 = weights<Scalar>(gradient, this->layout_.block(projection.block));
  for (Index k = 0; k < tasks_; ++k) {
    const Activations x = projection.x.slice(k * u1.cols(), u1.cols());
    const auto d_z = ws[projection.z.slice(k * u1.rows(), u1.rows()).gradient];
    const auto& products = ws.products(projection.products);
    products.weight_gradient(d_z.data(), ws[x.value].data(), d_u1.data(), ws.scratch());
    products.input_gradient(u1.data(), d_z.data(), ws[x.gradient].data());
  }
}

template <typename Scalar>
void TensorFactorization<Scalar>::forward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                                          Workspace<Scalar>& ws) const {
  input_.forward(theta, batch, ws);  // 1. Z = U1^T X of layer 0
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    if (l > 0) project_forward(projections_[l - 1], theta, ws);  // 2. Z_k = U1^T X_k
    layers_[l].forward(theta, ws);                               // 3. Y_k from Z
  }
}

template <typename Scalar>
void TensorFactorization<Scalar>::backward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                                           Workspace<Scalar>& ws,
                                           MutableView<Scalar> gradient) const {
  for (std::size_t l = layers_.size(); l-- > 0;) {
    layers_[l].backward(theta, ws, gradient);                               // 3. Y_k from Z
    if (l > 0) project_backward(projections_[l - 1], theta, ws, gradient);  // 2. Z_k = U1^T X_k
  }
  input_.backward(theta, batch, ws, gradient);  // 1. Z = U1^T X of layer 0
}

template class TensorFactorization<float>;
template class TensorFactorization<double>;

}  // namespace mmoe
