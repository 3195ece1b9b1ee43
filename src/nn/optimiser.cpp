// SPDX-License-Identifier: Apache-2.0
#include "nn/optimiser.h"

#include <cmath>

#include "math/adam.h"

namespace mmoe {
Fields OptimiserOptions::fields() {
  constexpr double kBelowOne = 1 - 1e-6;  // still below 1 in float; at 1 nothing would be learnt
  Fields f;
  f.add("name", name, "update rule", {"adam", "sgd"});
  f.add("beta1", beta1, "Adam: exponential decay rate of the first moment", {0, kBelowOne});
  f.add("beta2", beta2, "Adam: exponential decay rate of the second moment", {0, kBelowOne});
  f.add("epsilon", epsilon, "Adam: added to the square root for numerical stability", {1e-30, 1});
  f.add("momentum", momentum, "SGD: momentum coefficient", {0, kBelowOne});
  f.add("weight_decay", weight_decay, "L2 penalty lambda/2 |theta|^2 added to the loss; 0 = off",
        {0, 1e6});
  f.add("clip_norm", clip_norm, "maximum 2-norm of the gradient; 0 = off", {0, 1e12});
  return f;
}

template <typename Scalar>
Optimiser<Scalar>::Optimiser(const OptimiserOptions& options, Index size)
    : options_(options),
      is_adam_(options.name == "adam"),
      mean_(Vector<Scalar>::Zero(size)),
      squares_(Vector<Scalar>::Zero(is_adam_ ? size : 0)) {}

template <typename Scalar>
void Optimiser<Scalar>::update(MutableView<Scalar> theta, MutableView<Scalar> gradient,
                               Scalar rate) {
  if (options_.weight_decay > 0) gradient += static_cast<Scalar>(options_.weight_decay) * theta;
  if (options_.clip_norm > 0) {
    const Scalar norm = gradient.norm();
    const auto longest = static_cast<Scalar>(options_.clip_norm);
    if (norm > longest) gradient *= longest / norm;
  }
  if (is_adam_) {
    update_adam(theta, gradient, rate);
  } else {
    mean_ = static_cast<Scalar>(options_.momentum) * mean_ - rate * gradient;
    theta += mean_;
    gradient.setZero();
  }
}

template <typename Scalar>
void Optimiser<Scalar>::update_adam(MutableView<Scalar>& theta, MutableView<Scalar>& gradient,
                                    Scalar rate) {
  step_ += 1;
  const auto t = static_cast<double>(step_);
  const auto b1 = static_cast<Scalar>(options_.beta1);
  const auto b2 = static_cast<Scalar>(options_.beta2);
  // Both bias corrections as scalars: one square root and one division per entry.
  const double mean_correction = 1 - std::pow(options_.beta1, t);
  const double root_correction = std::sqrt(1 - std::pow(options_.beta2, t));
  const auto step_size = static_cast<Scalar>(rate * root_correction / mean_correction);
  const auto epsilon = static_cast<Scalar>(options_.epsilon * root_correction);
  update_by_adam<Scalar>({b1, b2, step_size, epsilon}, theta.size(), gradient.data(), mean_.data(),
                         squares_.data(), theta.data());
}

template class Optimiser<float>;
template class Optimiser<double>;

}  // namespace mmoe
