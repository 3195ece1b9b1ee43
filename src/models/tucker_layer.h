// SPDX-License-Identifier: Apache-2.0
// One layer of K tasks whose stacked weights W [in x out x K] are a Tucker product
//   W = S x1 U1 x2 U2 x3 U3,   W(a, b, k) = sum S(i1, i2, i3) U1(a, i1) U2(b, i2) U3(k, i3).
// W itself is never formed. For task k, with S_i3 = S(:, :, i3):
//   Z = U1^T X   [r1 x B]    Q_i3 = S_i3^T Z   [r2 x B]
//   P_k = sum_i3 U3(k, i3) Q_i3   [r2 x B]     Y_k = f(U2 P_k + b_k)   [out x B]
// Source: Yang and Hospedales 2016; Sec. 6.1 of the paper. Here: everything above Z.
#pragma once

#include <string>
#include <vector>

#include "math/activation.h"
#include "nn/activations.h"
#include "nn/dropout.h"
#include "nn/layout.h"

namespace mmoe {

struct TuckerSpec {
  std::string name;  // "layer0"
  Index out = 1;
  Index tasks = 1;  // K
  Index r2 = 1, r3 = 1;
  bool is_output = false;
  Activation activation = Activation::kRelu;
  double dropout = 0;  // nn/dropout.h; not of outputs
};

class TuckerLayer {
 public:
  /// `z`: U1^T X, once for all tasks [r1 x B] or task after task [K r1 x B].
  TuckerLayer(Layout& layout, BufferPlan& plan, const Activations& z, Index r1,
              const TuckerSpec& spec);

  /// Returns Y, task after task [K out x B].
  const Activations& output() const { return y_; }
  Index core_block() const { return core_; }
  Index out_block() const { return out_; }
  Index task_block() const { return task_; }

  template <typename Scalar>
  void forward(const View<Scalar>& theta, Workspace<Scalar>& ws) const;
  template <typename Scalar>
  void backward(const View<Scalar>& theta, Workspace<Scalar>& ws,
                MutableView<Scalar>& gradient) const;

 private:
  /// Returns which copy of Z and Q task k reads.
  Index copy_of(Index task) const { return copies_ == 1 ? 0 : task; }
  Activations q_slice(Index task, Index i3) const {
    return q_.slice((copy_of(task) * r3_ + i3) * r2_, r2_);
  }

  const Layout& layout_;
  Activation activation_;
  Index tasks_, r1_, r2_, r3_, copies_;
  Index core_;  // S^T stacked, [r2 r3 x r1], row i2 + r2 i3
  Index out_;   // U2 [out x r2]
  Index task_;  // U3 [K x r3]
  Index core_products_, out_products_;
  std::vector<Index> biases_;  // b_k [out]
  Activations z_, q_, p_, y_;
  Dropout dropout_;  // of Y
};

}  // namespace mmoe
