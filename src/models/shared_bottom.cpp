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
             {{.members = numbered("bottom", 1),
               .units = options.bottom.front(),
               .activation = activation_from(options.activation),
               .dropout = options.dropout}}),
      bottom_(this->layout_, this->plan_, input_.output(0),
              {.members = numbered("bottom", 1),
               .hidden = {options.bottom.begin() + 1, options.bottom.end()},
               .first_layer = 1,
               .activation = activation_from(options.activation),
               .dropout = options.dropout}),
      towers_(this->layout_, this->plan_, bottom_.output(),
              {.members = per_task("tower{}", problem.task_count()),
               .hidden = options.tower,
               .scalar_output = true,
               .shared_input = true,
               .activation = activation_from(options.activation),
               .dropout = options.dropout}) {}

template <typename Scalar>
void SharedBottom<Scalar>::forward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                                   Workspace<Scalar>& ws) const {
  input_.forward(theta, batch, ws);  // 1. first layer of f
  bottom_.forward(theta, ws);        // 2. f(x)               [h x B]
  towers_.forward(theta, ws);        // 3. y_k = h^k(f(x))    [K x B]
}

template <typename Scalar>
void SharedBottom<Scalar>::backward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                                    Workspace<Scalar>& ws, MutableView<Scalar> gradient) const {
  towers_.backward(theta, ws, gradient);        // 3. y_k = h^k(f(x))
  bottom_.backward(theta, ws, gradient);        // 2. f(x)
  input_.backward(theta, batch, ws, gradient);  // 1. first layer of f
}

template class SharedBottom<float>;
template class SharedBottom<double>;

}  // namespace mmoe
