// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "data/label_function.h"

namespace mmoe {

/// The one of all label functions that no data can tell from f. The same function of z, hence the
/// same labels:
///   sines in any order;  beta_i + 2 pi;  (-alpha_i, pi - beta_i) for (alpha_i, beta_i)
/// and the same in law, as z and -z are alike:
///   -beta_i for every beta_i at once, which is -y(-z)
/// Returned: alpha_i >= 0 ascending, beta_i in (-pi, pi], the first beta_i that is not 0 or pi
/// (within 1e-9) above 0.
LabelFunction canonical(const LabelFunction& f);

}  // namespace mmoe
