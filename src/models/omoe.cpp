// SPDX-License-Identifier: Apache-2.0
// One-gate Mixture-of-Experts, Sec. 4.1 of the paper:
//   y_k  = h^k(f(x))
//   f(x) = sum_{i=1..n} g(x)_i f_i(x)      (Eq. 5)
//   g(x) = softmax(W_g x),  W_g [n x d]
// Letters: x [d x B] for B examples of d inputs, n experts f_i of h units, one gate g, K towers
// h^k.
#include "models/omoe.h"

namespace mmoe {

template <typename Scalar>
Omoe<Scalar>::Omoe(const Options& options, const Problem& problem)
    : tasks_(problem.task_count()),
      experts_(this->layout_, this->plan_, problem,
               {.experts = {{numbered("expert{}", options.experts)}},
                .gates = {{numbered("gate", 1)}},
                .hidden = options.expert,
                .bottom = options.shared_bottom,
                .activation = activation_from(options.activation),
                .dropout = options.dropout,
                .gate_bias = options.gate_bias}),
      towers_(this->layout_, this->plan_, experts_.output(),
              {.members = per_task("tower{}", tasks_),
               .hidden = options.tower,
               .scalar_output = true,
               .shared_input = true,
               .activation = activation_from(options.activation),
               .dropout = options.dropout}) {}

template <typename Scalar>
void Omoe<Scalar>::forward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                           Workspace<Scalar>& ws) const {
  experts_.forward(theta, batch, ws);  // 1. f(x) = sum_i g(x)_i f_i(x)  (Eq. 5)  [h x B]
  towers_.forward(theta, ws);          // 2. y_k = h^k(f(x))                      [K x B]
}

template <typename Scalar>
void Omoe<Scalar>::backward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                            Workspace<Scalar>& ws, MutableView<Scalar> gradient) const {
  towers_.backward(theta, ws, gradient);          // 2. y_k = h^k(f(x))
  experts_.backward(theta, batch, ws, gradient);  // 1. f(x) = sum_i g(x)_i f_i(x)  (Eq. 5)
}

template <typename Scalar>
std::vector<Buffer> Omoe<Scalar>::gates() const {
  return std::vector<Buffer>(static_cast<std::size_t>(tasks_), experts_.gate(0).value);
}

template class Omoe<float>;
template class Omoe<double>;

}  // namespace mmoe
