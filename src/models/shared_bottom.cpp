// SPDX-License-Identifier: Apache-2.0
// Shared-Bottom, Sec. 3.1 of the paper:
//   y_k = h^k(f(x))    (Eq. 1)
// Letters: x [d x B] for B examples of d inputs, the bottom f of h units in its top layer, K towers
// h^k.
#include "models/shared_bottom.h"

namespace mmoe {

template <typename Scalar>
SharedBottom<Scalar>::SharedBottom(const Options& options, const Problem& problem)
    : input_(this->layout_, this->plan_, problem,
             {{.weights = "bottom.W0",
               .biases = "bottom.b0",
               .units = options.bottom.front(),
               .activation = activation_from(options.activation)}}),
      bottom_(this->layout_, this->plan_, input_.output(0),
              {.name = "bottom",
               .hidden = {options.bottom.begin() + 1, options.bottom.end()},
               .first_layer = 1,
               .activation = activation_from(options.activation)}),
      towers_(this->layout_, this->plan_, bottom_.output(),
              {.name = "tower{}",
               .count = problem.task_count(),
               .hidden = {options.tower.begin(), options.tower.end()},
               .scalar_output = true,
               .shared_input = true,
               .activation = activation_from(options.activation)}) {}

template <typename Scalar>
void SharedBottom<Scalar>::forward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                                   Workspace<Scalar>& ws) const {
  input_.forward(theta, batch, ws);
  bottom_.forward(theta, ws);  // f(x)               [h x B]
  towers_.forward(theta, ws);  // y_k = h^k(f(x))    [K x B]
}

template <typename Scalar>
void SharedBottom<Scalar>::backward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                                    Workspace<Scalar>& ws, MutableView<Scalar> gradient) const {
  towers_.backward(theta, ws, gradient);  // y_k = h^k(f(x))
  bottom_.backward(theta, ws, gradient);  // f(x)
  input_.backward(theta, batch, ws, gradient);
}

template class SharedBottom<float>;
template class SharedBottom<double>;

}  // namespace mmoe
