// SPDX-License-Identifier: Apache-2.0
#include "data/synthetic/correlation_matrix.h"

#include <fmt/format.h>

#include <Eigen/Eigenvalues>
#include <cmath>

#include "base/count_text.h"
#include "base/error.h"

namespace mmoe {

Eigen::MatrixXd equal_correlations(Index tasks, double value) {
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Constant(tasks, tasks, value);
  matrix.diagonal().setOnes();
  return matrix;
}

Eigen::MatrixXd read_correlations(const std::vector<double>& rows, Index tasks,
                                  const std::string& path) {
  if (static_cast<Index>(rows.size()) != tasks * tasks) {
    throw FieldError(
        path, fmt::format("found {}; expected {} x {} for {}", counted(rows.size(), "value"), tasks,
                          tasks, counted(static_cast<std::size_t>(tasks), "task")));
  }
  const Eigen::MatrixXd matrix = MatrixView<double>(rows.data(), tasks, tasks);
  const auto refuse = [&](Index i, Index k, const std::string& expected) {
    throw FieldError(path, fmt::format("found {} in row {}, column {}; expected {}", matrix(i, k),
                                       i + 1, k + 1, expected));
  };
  for (Index i = 0; i < tasks; ++i) {
    for (Index k = 0; k < tasks; ++k) {
      if (!(std::abs(matrix(i, k)) <= 1)) refuse(i, k, "-1 to 1");
      if (i == k && matrix(i, k) != 1) refuse(i, k, "1 on the diagonal");
      if (matrix(i, k) != matrix(k, i)) {
        refuse(i, k, fmt::format("{} as across the diagonal", matrix(k, i)));
      }
    }
  }
  return matrix;
}

void check_semidefinite(const Eigen::MatrixXd& cosines, const std::string& path) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(cosines, Eigen::EigenvaluesOnly);
  const double lowest = solver.eigenvalues()[0];
  if (lowest < -1e-9 * static_cast<double>(cosines.rows())) {
    throw FieldError(
        path, fmt::format("the cosines of the tasks' weights have eigenvalue {:.6g}; expected a "
                          "positive semi-definite matrix: bring the correlations closer to 0 or "
                          "to one another",
                          lowest));
  }
}

Eigen::MatrixXd semidefinite_cholesky(const Eigen::MatrixXd& matrix) {
  constexpr double kSmallestPivot = 1e-14;  // below: rounding of a pivot of 0
  const Index size = matrix.rows();
  Eigen::MatrixXd l = Eigen::MatrixXd::Zero(size, size);
  for (Index k = 0; k < size; ++k) {
    const double pivot = matrix(k, k) - l.row(k).head(k).squaredNorm();
    if (pivot < kSmallestPivot) continue;
    l(k, k) = std::sqrt(pivot);
    for (Index i = k + 1; i < size; ++i) {
      l(i, k) = (matrix(i, k) - l.row(i).head(k).dot(l.row(k).head(k))) / l(k, k);
    }
  }
  return l;
}

}  // namespace mmoe
