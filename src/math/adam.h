// SPDX-License-Identifier: Apache-2.0
// The update of Adam, entry by entry: most of it are roots and divisions, which vectors of the full
// width take with the bits of single numbers.
#pragma once

#include "math/matrix.h"

namespace mmoe {

/// What all entries of a step have in common: both decays, the rate with its bias correction, and
/// what is added to the root.
template <typename Scalar>
struct AdamStep {
  Scalar b1, b2, size, epsilon;
};

/// m = b1 m + (1 - b1) g;  s = b2 s + (1 - b2) g^2;  theta -= size m / (sqrt(s) + epsilon);  g = 0,
/// of `count` entries. No two arrays may overlap.
template <typename Scalar>
void update_by_adam(const AdamStep<Scalar>& step, Index count, Scalar* g, Scalar* m, Scalar* s,
                    Scalar* theta);

}  // namespace mmoe
