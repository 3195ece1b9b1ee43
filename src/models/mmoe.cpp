// SPDX-License-Identifier: Apache-2.0
// Multi-gate Mixture-of-Experts, Sec. 4.2 of the paper:
//   y_k    = h^k(f^k(x))                       (Eq. 6)
//   f^k(x) = sum_{i=1..n} g^k(x)_i f_i(x)      (Eq. 7)
//   g^k(x) = softmax(W_gk x),  W_gk [n x d]    (Eq. 8)
// Letters: x [d x B] for B examples of d inputs, n experts f_i of h units, K tasks, each with its
// gate g^k, which reads the raw input, and its tower h^k.
#include "models/mmoe.h"

namespace mmoe {

template <typename Scalar>
Mmoe<Scalar>::Mmoe(const Options& options, const Problem& problem)
    : experts_(this->layout_, this->plan_, problem,
               {.experts = {{numbered("expert{}", options.experts)}},
                .gates = {{per_task("gate{}", problem.task_count())}},
                .hidden = options.expert,
                .bottom = options.shared_bottom,
                .activation = activation_from(options.activation),
                .dropout = options.dropout,
                .gate_bias = options.gate_bias}),
      towers_(this->layout_, this->plan_, experts_.output(),
              {.members = per_task("tower{}", problem.task_count()),
               .hidden = options.tower,
               .scalar_output = true,
               .activation = activation_from(options.activation),
               .dropout = options.dropout}) {}

template <typename Scalar>
void Mmoe<Scalar>::forward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                           Workspace<Scalar>& ws) const {
  experts_.forward(theta, batch, ws);  // 1. f^k(x) = sum_i g^k(x)_i f_i(x)  (Eq. 7, 8) [K h x B]
  towers_.forward(theta, ws);          // 2. y_k = h^k(f^k(x))               (Eq. 6)    [K x B]
}

template <typename Scalar>
void Mmoe<Scalar>::backward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                            Workspace<Scalar>& ws, MutableView<Scalar> gradient) const {
  towers_.backward(theta, ws, gradient);          // 2. y_k = h^k(f^k(x))               (Eq. 6)
  experts_.backward(theta, batch, ws, gradient);  // 1. f^k(x) = sum_i g^k(x)_i f_i(x)  (Eq. 7, 8)
}

template <typename Scalar>
std::vector<Buffer> Mmoe<Scalar>::gates() const {
  std::vector<Buffer> gates;
  for (Index k = 0; k < experts_.gate_count(); ++k) gates.push_back(experts_.gate(k).value);
  return gates;
}

template class Mmoe<float>;
template class Mmoe<double>;

}  // namespace mmoe
