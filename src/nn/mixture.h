// SPDX-License-Identifier: Apache-2.0
// A mixture of experts, F = sum_i g_i f_i (Eq. 5 and 6 of the paper).
// Letters: n experts, h units an expert, B examples.
#pragma once

#include "math/matrix.h"

namespace mmoe {

/// f [h x B] = sum_i g(i, :) o experts_i, where experts [n h x B] and g [n x B].
template <typename Scalar>
void mixture_forward(const Eigen::Ref<const Matrix<Scalar>>& g,
                     const Eigen::Ref<const Matrix<Scalar>>& experts, Eigen::Ref<Matrix<Scalar>> f);

/// d_g(i, :) = sum_u d_f(u, :) o experts_i(u, :).
template <typename Scalar>
void mixture_backward_gate(const Eigen::Ref<const Matrix<Scalar>>& experts,
                           const Eigen::Ref<const Matrix<Scalar>>& d_f,
                           Eigen::Ref<Matrix<Scalar>> d_g);

/// d_experts_i += g(i, :) o d_f.
template <typename Scalar>
void mixture_backward_experts(const Eigen::Ref<const Matrix<Scalar>>& g,
                              const Eigen::Ref<const Matrix<Scalar>>& d_f,
                              Eigen::Ref<Matrix<Scalar>> d_experts);

}  // namespace mmoe
