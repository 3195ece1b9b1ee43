// SPDX-License-Identifier: Apache-2.0
// Correlation matrices of K tasks: validated, never repaired.
#pragma once

#include <string>
#include <vector>

#include "math/matrix.h"

namespace mmoe {

/// Returns [K x K] with ones on the diagonal and `value` elsewhere.
Eigen::MatrixXd equal_correlations(Index tasks, double value);

/// Returns `rows`, one row after another, as a [K x K] matrix. Throws FieldError at `path` unless
/// it has K^2 entries in [-1, 1], is symmetric, and has ones on the diagonal.
Eigen::MatrixXd read_correlations(const std::vector<double>& rows, Index tasks,
                                  const std::string& path);

/// Throws FieldError at `path`, naming the eigenvalue, if one of the cosines' is below -1e-9 K: no
/// vectors have such angles.
void check_semidefinite(const Eigen::MatrixXd& cosines, const std::string& path);

/// Returns the lower triangular L with L L^T = matrix, positive semi-definite, rank deficient ones
/// included (a pivot of 0 gives a column of zeros). For K = 2: (1, 0; p, sqrt(1 - p^2)).
Eigen::MatrixXd semidefinite_cholesky(const Eigen::MatrixXd& matrix);

}  // namespace mmoe
