// SPDX-License-Identifier: Apache-2.0
// The update of Adam, element-wise. Dominated by square roots and divisions; the SIMD path is
// bit-identical to the scalar one.
#pragma once

#include "math/matrix.h"

namespace mmoe {

/// The constants of a step: both decay rates, the learning rate with its bias correction, and
/// epsilon.
template <typename Scalar>
struct AdamStep {
  Scalar b1, b2, size, epsilon;
};

/// m = b1 m + (1 - b1) g;  s = b2 s + (1 - b2) g^2;  theta -= size m / (sqrt(s) + epsilon);  g = 0,
/// for `count` entries. The arrays must not overlap.
template <typename Scalar>
void update_by_adam(const AdamStep<Scalar>& step, Index count, Scalar* g, Scalar* m, Scalar* s,
                    Scalar* theta);

}  // namespace mmoe
