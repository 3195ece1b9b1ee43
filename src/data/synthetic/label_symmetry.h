// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "data/synthetic/label_function.h"

namespace mmoe {

/// Returns the one of all label functions that no data can tell from f. The same function of z,
/// hence the same labels:
///   sines in any order;  beta_i + 2 pi;  (-alpha_i, pi - beta_i) for (alpha_i, beta_i)
/// and, where alpha_i is 0, pi - beta_i, as the sine is a constant;
/// and the same in law, as z and -z are alike:
///   -beta_i for every beta_i at once, which is -y(-z)
/// Returned: (alpha_i, beta_i) ascending, alpha_i >= 0, beta_i in (-pi, pi] (to 1e-9), or in
/// [-pi/2, pi/2] where alpha_i is 0; of the two signs that which has the first beta_i the signs
/// differ in (by more than 1e-9) greater, hence above 0 where no alphas are the same.
LabelFunction canonical(const LabelFunction& f);

}  // namespace mmoe
