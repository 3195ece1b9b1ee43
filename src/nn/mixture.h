// SPDX-License-Identifier: Apache-2.0
// A mixture of experts, F = sum_i g_i f_i (Eq. 5 and 7 of the paper).
// Letters: n experts, h units an expert, B examples.
#pragma once

#include "math/matrix.h"

namespace mmoe {

/// f [h x B] = sum_i g(i, :) o experts_i, where experts [n h x B] and g [n x B].
template <typename Scalar>
void mixture_forward(const MatrixRef<Scalar>& g, const MatrixRef<Scalar>& experts,
                     MutableMatrixRef<Scalar> f);

/// Sets d_g(i, :) = sum_u d_f(u, :) o experts_i(u, :), where experts [n h x B], d_f [h x B] and
/// d_g [n x B]: a gate belongs to one mixture.
template <typename Scalar>
void mixture_backward_gate(const MatrixRef<Scalar>& experts, const MatrixRef<Scalar>& d_f,
                           MutableMatrixRef<Scalar> d_g);

/// Adds d_experts_i += g(i, :) o d_f, where g [n x B], d_f [h x B] and d_experts [n h x B]: the
/// mixtures of all tasks read the same experts.
template <typename Scalar>
void mixture_backward_experts(const MatrixRef<Scalar>& g, const MatrixRef<Scalar>& d_f,
                              MutableMatrixRef<Scalar> d_experts);

}  // namespace mmoe
