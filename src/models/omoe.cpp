// SPDX-License-Identifier: Apache-2.0
// One-gate Mixture-of-Experts, Sec. 4.1 of the paper:
//   y_k  = h^k(f(x))
//   f(x) = sum_{i=1..n} g(x)_i f_i(x)      (Eq. 5)
//   g(x) = softmax(W_g x),  W_g [n x d]
// Letters: x [d x B] for B examples of d inputs, n experts f_i of h units, one gate g, K towers
// h^k.
#include "models/omoe.h"

#include "math/softmax.h"
#include "nn/mixture.h"

namespace mmoe {

template <typename Scalar>
Omoe<Scalar>::Omoe(const Options& options, const Problem& problem)
    : tasks_(problem.task_count()),
      input_(this->layout_, this->plan_, problem,
             {{.weights = "expert{}.W0",
               .biases = "expert{}.b0",
               .count = options.experts,
               .units = options.expert.front(),
               .activation = activation_from(options.activation)},
              {.weights = "gate.W",
               .biases = options.gate_bias ? "gate.b" : "",
               .units = options.experts,
               .role = Role::kGate}}),
      experts_(this->layout_, this->plan_, input_.output(0),
               {.name = "expert{}",
                .count = options.experts,
                .hidden = {options.expert.begin() + 1, options.expert.end()},
                .first_layer = 1,
                .activation = activation_from(options.activation)}),
      mixture_(add_activations(this->plan_, options.expert.back())),
      towers_(this->layout_, this->plan_, mixture_,
              {.name = "tower{}",
               .count = tasks_,
               .hidden = {options.tower.begin(), options.tower.end()},
               .scalar_output = true,
               .shared_input = true,
               .activation = activation_from(options.activation)}),
      scratch_(this->plan_.add(1)) {}

template <typename Scalar>
void Omoe<Scalar>::forward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                           Workspace<Scalar>& ws) const {
  input_.forward(theta, batch, ws);  // experts' first layers; W_g x
  experts_.forward(theta, ws);       // f_i(x)                         [n h x B]
  auto g = ws[input_.output(1).value];
  softmax<Scalar>(g, ws[scratch_]);  // g = softmax(W_g x)             [n x B]
  mixture_forward<Scalar>(1, g, ws[experts_.output().value],
                          ws[mixture_.value]);  // f = sum_i g_i f_i   [h x B]
  towers_.forward(theta, ws);                   // y_k = h^k(f(x))     [K x B]
}

template <typename Scalar>
void Omoe<Scalar>::backward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                            Workspace<Scalar>& ws, MutableView<Scalar> gradient) const {
  towers_.backward(theta, ws, gradient);  // y_k = h^k(f(x))
  const auto g = ws[input_.output(1).value];
  auto d_g = ws[input_.output(1).gradient];
  mixture_backward<Scalar>(1, g, ws[experts_.output().value], ws[mixture_.gradient], d_g,
                           ws[experts_.output().gradient]);  // f = sum_i g_i f_i
  softmax_backward<Scalar>(g, d_g, ws[scratch_]);            // g = softmax(W_g x)
  experts_.backward(theta, ws, gradient);                    // f_i(x)
  input_.backward(theta, batch, ws, gradient);               // experts' first layers; W_g x
}

template <typename Scalar>
std::vector<Buffer> Omoe<Scalar>::gates() const {
  return std::vector<Buffer>(static_cast<std::size_t>(tasks_), input_.output(1).value);
}

template class Omoe<float>;
template class Omoe<double>;

}  // namespace mmoe
