// SPDX-License-Identifier: Apache-2.0
#include "math/adam.h"

#include <cmath>
#include <type_traits>

#include "math/simd/correctly_rounded_sqrt.h"
#include "math/simd/dispatch.h"

namespace mmoe {
namespace {

/// `Number` is a scalar or a vector of them, as are the members of `Step`.
template <typename Step, typename Number>
[[gnu::always_inline]] inline void average(const Step& step, const Number& g, Number& m,
                                           Number& s) {
  m = step.b1 * m + (1 - step.b1) * g;
  s = step.b2 * s + (1 - step.b2) * (g * g);
}

template <typename Step, typename Number>
[[gnu::always_inline]] inline void move(const Step& step, const Number& m, const Number& root,
                                        Number& theta) {
  theta -= step.size * m / (root + step.epsilon);
}

template <typename Scalar>
void update(const AdamStep<Scalar>& shared, Index count, Scalar* __restrict__ g,
            Scalar* __restrict__ m, Scalar* __restrict__ s, Scalar* __restrict__ theta) {
  const AdamStep<Scalar> step = shared;  // a copy: no store below can change it
  // Correctly rounded roots. Eigen refines the processor's estimate by one Newton step, which is
  // not, and so differs between makers of processors.
  for (Index i = 0; i < count; ++i) {
    average(step, g[i], m[i], s[i]);
    move(step, m[i], std::sqrt(s[i]), theta[i]);
    g[i] = 0;
  }
}

#ifdef __AVX2__
/// An AdamStep with each member broadcast to all lanes, once per call: g++ would do so for each
/// vector.
struct WideStep {
  __m512 b1, b2, size, epsilon;
};

[[gnu::target("avx512f,avx512dq")]] void update_in_avx512(const AdamStep<float>& step, Index count,
                                                          float* g, float* m, float* s,
                                                          float* theta) {
  constexpr Index kLanes = 16;
  const WideStep wide{_mm512_set1_ps(step.b1), _mm512_set1_ps(step.b2), _mm512_set1_ps(step.size),
                      _mm512_set1_ps(step.epsilon)};
  Index i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    __m512 mi = _mm512_loadu_ps(m + i), si = _mm512_loadu_ps(s + i);
    __m512 theta_i = _mm512_loadu_ps(theta + i);
    average(wide, _mm512_loadu_ps(g + i), mi, si);
    move(wide, mi, correctly_rounded_sqrt(si), theta_i);
    _mm512_storeu_ps(m + i, mi);
    _mm512_storeu_ps(s + i, si);
    _mm512_storeu_ps(theta + i, theta_i);
    _mm512_storeu_ps(g + i, _mm512_setzero_ps());
  }
  update(step, count - i, g + i, m + i, s + i, theta + i);
}
#endif

}  // namespace

template <typename Scalar>
void update_by_adam(const AdamStep<Scalar>& step, Index count, Scalar* g, Scalar* m, Scalar* s,
                    Scalar* theta) {
#ifdef __AVX2__
  if constexpr (std::is_same_v<Scalar, float>) {
    if (has_avx512) return update_in_avx512(step, count, g, m, s, theta);
  }
#endif
  update(step, count, g, m, s, theta);
}

MMOE_INSTANTIATE(update_by_adam);

}  // namespace mmoe
