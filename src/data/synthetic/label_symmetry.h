// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "data/synthetic/label_function.h"

namespace mmoe {

/// Returns the canonical one of the label functions that no data can distinguish from f. These give
/// the same function of z, hence the same labels:
///   sines in any order;  beta_i + 2 pi;  (-alpha_i, pi - beta_i) for (alpha_i, beta_i)
/// and, where alpha_i is 0, pi - beta_i, as the sine is a constant; and these the same
/// distribution, as z and -z have the same:
///   -beta_i for every beta_i at once, which is -y(-z)
/// Returned: (alpha_i, beta_i) ascending, alpha_i >= 0, beta_i in (-pi, pi] (to 1e-9), or in
/// [-pi/2, pi/2] if alpha_i is 0; of the two signs, the one whose first beta_i that differs (by
/// more than 1e-9) is greater, hence above 0 if all alphas differ.
LabelFunction canonical(const LabelFunction& f);

}  // namespace mmoe
