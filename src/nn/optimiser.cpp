// SPDX-License-Identifier: Apache-2.0
#include "nn/optimiser.h"

#include <cmath>

namespace mmoe {
Fields OptimiserOptions::fields() {
  constexpr double kBelowOne = 1 - 1e-6;  // still below 1 in float; at 1 nothing would be learnt
  Fields f;
  f.add("name", name, "update rule", {"adam", "sgd"});
  f.add("beta1", beta1, "Adam: exponential decay rate of the first moment", {0, kBelowOne});
  f.add("beta2", beta2, "Adam: exponential decay rate of the second moment", {0, kBelowOne});
  f.add("epsilon", epsilon, "Adam: added to the square root for numerical stability", {1e-30, 1});
  f.add("momentum", momentum, "SGD: momentum coefficient", {0, kBelowOne});
  f.add("weight_decay", weight_decay, "decay lambda of all parameters; 0 = off", {0, 1e6});
  f.add("decay", decay,
        "l2: lambda/2 |theta|^2 is added to the loss; decoupled: theta shrinks by rate lambda in "
        "each step (AdamW)",
        {"l2", "decoupled"});
  f.add("clip_norm", clip_norm, "maximum 2-norm of the gradient; 0 = off", {0, 1e12});
  f.add("tables", tables,
        "update rule of embedding tables: dense as the rest, or one that touches only the rows "
        "that a "
        "batch reads",
        {"dense", "sgd", "rowwise-adagrad", "lazy-adam"});
  f.add("tables_rate", tables_rate, "factor on the learning rate of such a rule", {1e-6, 1e6});
  return f;
}

template <typename Scalar>
Optimiser<Scalar>::Optimiser(const OptimiserOptions& options, Index size)
    : options_(options),
      is_adam_(options.name == "adam"),
      decoupled_(options.decay == "decoupled"),
      mean_(Vector<Scalar>::Zero(size)),
      squares_(Vector<Scalar>::Zero(is_adam_ ? size : 0)) {}

template <typename Scalar>
void Optimiser<Scalar>::update(MutableView<Scalar> theta, MutableView<Scalar> gradient,
                               Scalar rate) {
  if (options_.weight_decay > 0) {
    const auto lambda = static_cast<Scalar>(options_.weight_decay);
    if (decoupled_) {
      theta *= 1 - rate * lambda;
    } else {
      gradient += lambda * theta;
    }
  }
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
  update_by_adam<Scalar>(adam_step<Scalar>(options_, step_, rate), theta.size(), gradient.data(),
                         mean_.data(), squares_.data(), theta.data());
}

template <typename Scalar>
AdamStep<Scalar> adam_step(const OptimiserOptions& options, std::int64_t step, Scalar rate) {
  const auto t = static_cast<double>(step);
  const double mean_correction = 1 - std::pow(options.beta1, t);
  const double root_correction = std::sqrt(1 - std::pow(options.beta2, t));
  return {.b1 = static_cast<Scalar>(options.beta1),
          .b2 = static_cast<Scalar>(options.beta2),
          .size = static_cast<Scalar>(rate * root_correction / mean_correction),
          .epsilon = static_cast<Scalar>(options.epsilon * root_correction)};
}

MMOE_INSTANTIATE(adam_step);
template class Optimiser<float>;
template class Optimiser<double>;

}  // namespace mmoe
