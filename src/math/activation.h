// SPDX-License-Identifier: Apache-2.0
// Activations, applied in place. Derivatives are written in terms of the output y = f(z), so that z
// need not be kept.
//   relu      max(0, z)                 f' = [y > 0]       at z = 0: f = 0, f' = 0
//   tanh      tanh z                    f' = 1 - y^2
//   elu       z > 0 ? z : exp(z) - 1    f' = y > 0 ? 1 : y + 1
//   identity  z                         f' = 1
#pragma once

#include <string>
#include <vector>

#include "math/matrix.h"

namespace mmoe {

enum class Activation { kRelu, kTanh, kElu, kIdentity };

const std::vector<std::string>& activation_names();
/// Throws InputError on an unknown name.
Activation activation_from(const std::string& name);

/// y = f(y), any shape [rows x B].
template <typename Scalar>
void activate(Activation activation, MutableMatrixRef<Scalar> y);

/// d_y = d_y * f'(z) where y = f(z): turns dLoss/dy into dLoss/dz.
template <typename Scalar>
void activate_backward(Activation activation, const MatrixRef<Scalar>& y,
                       MutableMatrixRef<Scalar> d_y);

}  // namespace mmoe
