// SPDX-License-Identifier: Apache-2.0
// Single-Task, Sec. 6.1 of the paper:
//   y_k = f(x; theta_k)
// Letters: x [d x B] for B examples of d inputs, K tasks with parameters theta_k of their own.
#include "models/single_task.h"

namespace mmoe {

template <typename Scalar>
SingleTask<Scalar>::SingleTask(const Options& options, const Problem& problem)
    : input_(this->layout_, this->plan_, problem,
             {{.members = per_task("task{}", problem.task_count()),
               .units = options.network().front(),
               .activation = activation_from(options.activation),
               .dropout = options.dropout}},
             Tables::kPerNetwork),
      networks_(this->layout_, this->plan_, input_.output(0),
                {.members = per_task("task{}", problem.task_count()),
                 .hidden = options.upper_layers(),
                 .scalar_output = true,
                 .first_layer = 1,
                 .activation = activation_from(options.activation),
                 .dropout = options.dropout}) {}

template <typename Scalar>
void SingleTask<Scalar>::forward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                                 Workspace<Scalar>& ws) const {
  input_.forward(theta, batch, ws);  // 1. first layers
  networks_.forward(theta, ws);      // 2. y_k = f(x; theta_k)   [K x B]
}

template <typename Scalar>
void SingleTask<Scalar>::backward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                                  Workspace<Scalar>& ws, MutableView<Scalar> gradient) const {
  networks_.backward(theta, ws, gradient);      // 2. y_k = f(x; theta_k)
  input_.backward(theta, batch, ws, gradient);  // 1. first layers
}

template class SingleTask<float>;
template class SingleTask<double>;

}  // namespace mmoe
