// SPDX-License-Identifier: Apache-2.0
// Shared-Bottom, Sec. 3.1 of the paper:
//   y_k = h^k(f(x))    (Eq. 1)
// Letters: x [d x B] for B examples of d inputs, the bottom f of h units in its top layer, K towers
// h^k.
#include "models/shared_bottom.h"

namespace mmoe {

template <typename Scalar>
SharedBottom<Scalar>::SharedBottom(const Options& options, const Problem& problem)
    : bottom_(this->layout_, this->plan_, problem,
              {.hidden = options.bottom,
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
  bottom_.forward(theta, batch, ws);  // 1. f(x)               [h x B]
  towers_.forward(theta, ws);         // 2. y_k = h^k(f(x))    [K x B]
}

template <typename Scalar>
void SharedBottom<Scalar>::backward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                                    Workspace<Scalar>& ws, MutableView<Scalar> gradient) const {
  towers_.backward(theta, ws, gradient);         // 2. y_k = h^k(f(x))
  bottom_.backward(theta, batch, ws, gradient);  // 1. f(x)
}

template class SharedBottom<float>;
template class SharedBottom<double>;

}  // namespace mmoe
