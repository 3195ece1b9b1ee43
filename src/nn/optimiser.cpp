// SPDX-License-Identifier: Apache-2.0
#include "nn/optimiser.h"

#include <cmath>
#include <type_traits>

#include "math/exact_root.h"
#include "math/lanes.h"

namespace mmoe {
namespace {

/// What an update of Adam takes beside its vectors.
template <typename Scalar>
struct AdamStep {
  Scalar b1, b2, size, epsilon;
};

template <typename Scalar>
void adam(AdamStep<Scalar> step, Index count, Scalar* __restrict__ g, Scalar* __restrict__ m,
          Scalar* __restrict__ s, Scalar* __restrict__ theta) {
  for (Index i = 0; i < count; ++i) {
    m[i] = step.b1 * m[i] + (1 - step.b1) * g[i];
    s[i] = step.b2 * s[i] + (1 - step.b2) * (g[i] * g[i]);
    theta[i] -= step.size * m[i] / (std::sqrt(s[i]) + step.epsilon);
    g[i] = 0;
  }
}

#ifdef __AVX2__
/// The same bits: roots and divisions are most of the time, and the roots' half of it is saved.
[[gnu::target("avx512f,avx512dq")]] void adam_avx512(AdamStep<float> step, Index count, float* g,
                                                     float* m, float* s, float* theta) {
  constexpr Index kLanes = 16;
  Index i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    const __m512 gi = _mm512_loadu_ps(g + i);
    const __m512 mi = step.b1 * _mm512_loadu_ps(m + i) + (1 - step.b1) * gi;
    const __m512 si = step.b2 * _mm512_loadu_ps(s + i) + (1 - step.b2) * (gi * gi);
    const __m512 change = step.size * mi / (exact_root(si) + step.epsilon);
    _mm512_storeu_ps(m + i, mi);
    _mm512_storeu_ps(s + i, si);
    _mm512_storeu_ps(theta + i, _mm512_loadu_ps(theta + i) - change);
    _mm512_storeu_ps(g + i, _mm512_setzero_ps());
  }
  adam(step, count - i, g + i, m + i, s + i, theta + i);
}
#endif

}  // namespace

Fields OptimiserOptions::fields() {
  constexpr double kBelowOne = 1 - 1e-6;  // still below 1 in float, where 1 would learn nothing
  Fields f;
  f.add("name", name, "update rule", {"adam", "sgd"});
  f.add("beta1", beta1, "Adam: decay of the mean of gradients", {0, kBelowOne});
  f.add("beta2", beta2, "Adam: decay of the mean of squared gradients", {0, kBelowOne});
  f.add("epsilon", epsilon, "Adam: added to the root", {1e-30, 1});
  f.add("momentum", momentum, "SGD: share of the last update that is kept", {0, kBelowOne});
  f.add("weight_decay", weight_decay, "lambda of lambda/2 |theta|^2 in the loss; 0: off", {0, 1e6});
  f.add("clip_norm", clip_norm, "longest allowed gradient (2-norm); 0: off", {0, 1e12});
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
  // Both bias corrections as scalars: one root and one division an entry.
  const double mean_correction = 1 - std::pow(options_.beta1, t);
  const double root_correction = std::sqrt(1 - std::pow(options_.beta2, t));
  const auto step_size = static_cast<Scalar>(rate * root_correction / mean_correction);
  const auto epsilon = static_cast<Scalar>(options_.epsilon * root_correction);
  // One pass over the memory, which is clean again for the next gradient. A plain loop also takes
  // exact roots, which Eigen's (by an estimate of the processor's and one Newton step) are not:
  // they would differ from one maker to another.
  const AdamStep<Scalar> step{b1, b2, step_size, epsilon};
#ifdef __AVX2__
  if constexpr (std::is_same_v<Scalar, float>) {
    if (has_avx512) {
      return adam_avx512(step, theta.size(), gradient.data(), mean_.data(), squares_.data(),
                         theta.data());
    }
  }
#endif
  adam(step, theta.size(), gradient.data(), mean_.data(), squares_.data(), theta.data());
}

template class Optimiser<float>;
template class Optimiser<double>;

}  // namespace mmoe
