// SPDX-License-Identifier: Apache-2.0
// L2-Constrained, Sec. 6.1 of the paper (Duong et al. 2015):
//   y_k = f(x; theta_k),   L = sum_k L_k(y_k) + alpha sum_{j<k} ||theta_j - theta_k||^2
#include "models/l2_constrained.h"

namespace mmoe {

Fields L2ConstrainedOptions::fields() {
  Fields f = BottomOptions::fields();
  f.add("alpha", alpha, "weight of sum_{j<k} |theta_j - theta_k|^2", {0, 1e6});
  return f;
}

template <typename Scalar>
L2Constrained<Scalar>::L2Constrained(const Options& options, const Problem& problem)
    : SingleTask<Scalar>(options, problem),
      alpha_(static_cast<Scalar>(options.alpha)),
      tasks_(problem.task_count()) {}

template <typename Scalar>
Scalar L2Constrained<Scalar>::penalty(const View<Scalar>& theta, const Batch<Scalar>& /*batch*/,
                                      Workspace<Scalar>& /*ws*/,
                                      MutableView<Scalar> gradient) const {
  Scalar sum = 0;
  // In Single-Task's layout each layer's weights, each layer's biases and each field's embeddings
  // come task after task.
  for (Index first = 0; first < std::ssize(this->layout_.blocks()); first += tasks_) {
    for (Index j = first; j < first + tasks_; ++j) {
      for (Index k = j + 1; k < first + tasks_; ++k) {
        const auto theta_j = weights<Scalar>(theta, this->layout_.block(j));
        const auto theta_k = weights<Scalar>(theta, this->layout_.block(k));
        sum += (theta_j - theta_k).squaredNorm();
        weights<Scalar>(gradient, this->layout_.block(j)) += 2 * alpha_ * (theta_j - theta_k);
        weights<Scalar>(gradient, this->layout_.block(k)) -= 2 * alpha_ * (theta_j - theta_k);
      }
    }
  }
  return alpha_ * sum;
}

template class L2Constrained<float>;
template class L2Constrained<double>;

}  // namespace mmoe
