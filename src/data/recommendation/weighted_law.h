// SPDX-License-Identifier: Apache-2.0
// Functions on a finite set of ids with a probability for each: centred, standardised and made
// orthogonal under that law. All sums in double, in the order of the ids.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "data/recommendation/population.h"

namespace mmoe {

using Numbers = std::vector<double>;  // one for each id
using Vector8 = std::array<double, kTasteDimension>;
using Vectors = std::vector<Vector8>;  // one for each id
using Matrix8 = std::array<Vector8, kTasteDimension>;

/// sum_i w_i a_i b_i.
double inner(std::span<const double> w, const Numbers& a, const Numbers& b);

/// Subtracts the mean sum_i w_i a_i from each.
void centre(std::span<const double> w, Vectors& a);

/// Gives both mean 0 and variance 1 and makes them uncorrelated: `first` keeps its direction.
void make_orthonormal(std::span<const double> w, Numbers& first, Numbers& second);

/// sum_i w_i a_i b_i^T.
Matrix8 second_moments(std::span<const double> w, const Vectors& a, const Vectors& b);

/// sum_ab A_ab B_ab, the trace of A^T B.
double inner(const Matrix8& a, const Matrix8& b);

/// a - factor b, id by id.
void subtract(Vectors& a, double factor, const Vectors& b);

}  // namespace mmoe
