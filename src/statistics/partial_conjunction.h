// SPDX-License-Identifier: Apache-2.0
// Is an effect there in most of n studies, each with a p-value of its own? Tests the null
// hypothesis that fewer than u of them have it, u = floor(n / 2) + 1:
//
//   p = min(1, (n - u + 1) p_(u)),  p_(1) <= ... <= p_(n)
//
// for any dependence between the studies. n = 1: p_(1). n = 3: 2 p_(2). Source: Benjamini and
// Heller 2008, Bonferroni's form of the partial conjunction test.
#pragma once

#include <optional>
#include <vector>

namespace mmoe {

/// Returns p; empty without studies. p-values in [0, 1].
std::optional<double> most_have_p(std::vector<double> p_values);

}  // namespace mmoe
