// SPDX-License-Identifier: Apache-2.0
// Mixtures of the same experts, f_k = sum_i g_k,i f_i (Eq. 5 of the paper; one per task in Eq. 7).
// Letters: n experts of h units, K mixtures, B examples; rows of experts are expert after expert,
// of gates g [K n x B] and mixtures f [K h x B] mixture after mixture.
#pragma once

#include <vector>

#include "math/matrix.h"

namespace mmoe {

struct MixtureSpec {
  Index count = 1;             // K
  std::vector<Index> experts;  // indices of the n experts that are mixed, in the order of g's rows
  bool adds = false;           // adds to the experts' gradient instead of setting it
};

/// f_k = sum_i g_k(i, :) o experts_i.
template <typename Scalar>
void mixture_forward(const MixtureSpec& spec, const MatrixRef<Scalar>& g,
                     const MatrixRef<Scalar>& experts, MutableMatrixRef<Scalar> f);

/// Sets d_g_k(i, :) = sum_u d_f_k(u, :) o experts_i(u, :); sets or adds to d_experts_i = sum_k
/// g_k(i, :) o d_f_k.
template <typename Scalar>
void mixture_backward(const MixtureSpec& spec, const MatrixRef<Scalar>& g,
                      const MatrixRef<Scalar>& experts, const MatrixRef<Scalar>& d_f,
                      MutableMatrixRef<Scalar> d_g, MutableMatrixRef<Scalar> d_experts);

}  // namespace mmoe
