// SPDX-License-Identifier: Apache-2.0
// Multi-gate Mixture-of-Experts, Sec. 4.2 of the paper:
//   y_k    = h^k(f^k(x))                       (Eq. 6)
//   f^k(x) = sum_{i=1..n} g^k(x)_i f_i(x)      (Eq. 7)
//   g^k(x) = softmax(W_gk x),  W_gk [n x d]    (Eq. 8)
// Letters: x [d x B] for B examples of d inputs, n experts f_i of h units, K tasks, each with its
// gate g^k, which reads the raw input, and its tower h^k.
#include "models/mmoe.h"

#include "math/softmax.h"
#include "nn/mixture.h"

namespace mmoe {

template <typename Scalar>
Mmoe<Scalar>::Mmoe(const Options& options, const Problem& problem)
    : n_(options.experts),
      tasks_(problem.task_count()),
      input_(this->layout_, this->plan_, problem,
             {{.weights = "expert{}.W0",
               .biases = "expert{}.b0",
               .count = n_,
               .units = options.expert.front(),
               .activation = activation_from(options.activation)},
              {.weights = "gate{}.W",
               .biases = options.gate_bias ? "gate{}.b" : "",
               .count = tasks_,
               .units = n_,
               .role = Role::kGate}}),
      experts_(this->layout_, this->plan_, input_.output(0),
               {.name = "expert{}",
                .count = n_,
                .hidden = {options.expert.begin() + 1, options.expert.end()},
                .first_layer = 1,
                .activation = activation_from(options.activation)}),
      mixtures_(add_activations(this->plan_, tasks_ * options.expert.back())),
      towers_(this->layout_, this->plan_, mixtures_,
              {.name = "tower{}",
               .count = tasks_,
               .hidden = {options.tower.begin(), options.tower.end()},
               .scalar_output = true,
               .activation = activation_from(options.activation)}),
      scratch_(this->plan_.add(1)) {}

template <typename Scalar>
void Mmoe<Scalar>::forward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                           Workspace<Scalar>& ws) const {
  input_.forward(theta, batch, ws);  // experts' first layers; W_gk x
  experts_.forward(theta, ws);       // f_i(x)                               [n h x B]
  for (Index k = 0; k < tasks_; ++k) {
    softmax<Scalar>(ws[gate(k).value], ws[scratch_]);  // g^k = softmax(W_gk x) (Eq. 8) [n x B]
  }
  mixture_forward<Scalar>(tasks_, ws[input_.output(1).value], ws[experts_.output().value],
                          ws[mixtures_.value]);  // f^k = sum_i g^k_i f_i (Eq. 7) [K h x B]
  towers_.forward(theta, ws);                    // y_k = h^k(f^k(x))     (Eq. 6) [K x B]
}

template <typename Scalar>
void Mmoe<Scalar>::backward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                            Workspace<Scalar>& ws, MutableView<Scalar> gradient) const {
  towers_.backward(theta, ws, gradient);  // Eq. 6
  const Activations& gates = input_.output(1);
  mixture_backward<Scalar>(tasks_, ws[gates.value], ws[experts_.output().value],
                           ws[mixtures_.gradient], ws[gates.gradient],
                           ws[experts_.output().gradient]);  // Eq. 7, to g^k and f_i
  for (Index k = 0; k < tasks_; ++k) {
    softmax_backward<Scalar>(ws[gate(k).value], ws[gate(k).gradient], ws[scratch_]);  // Eq. 8
  }
  experts_.backward(theta, ws, gradient);       // f_i(x)
  input_.backward(theta, batch, ws, gradient);  // experts' first layers; W_gk x
}

template <typename Scalar>
std::vector<Buffer> Mmoe<Scalar>::gates() const {
  std::vector<Buffer> gates;
  for (Index k = 0; k < tasks_; ++k) gates.push_back(gate(k).value);
  return gates;
}

template class Mmoe<float>;
template class Mmoe<double>;

}  // namespace mmoe
