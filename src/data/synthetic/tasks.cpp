// SPDX-License-Identifier: Apache-2.0
#include "data/synthetic/tasks.h"

#include <fmt/format.h>

#include <cmath>

#include "base/error.h"
#include "data/synthetic/correlation_matrix.h"
#include "math/correlation.h"

namespace mmoe {
namespace {

/// Applies `function` to every pair of different tasks.
template <typename Function>
Eigen::MatrixXd map_pairs(Eigen::MatrixXd matrix, Function function) {
  for (Index i = 0; i < matrix.rows(); ++i) {
    for (Index k = 0; k < i; ++k) matrix(i, k) = matrix(k, i) = function(matrix(i, k));
  }
  return matrix;
}

Setting rows_of(const Eigen::MatrixXd& matrix) {
  Setting rows = Setting::array();
  for (const auto& row : matrix.rowwise()) {
    rows.push_back(std::vector<double>(row.begin(), row.end()));
  }
  return rows;
}

/// Makes points from correlations of weights or of labels.
struct PointMaker {
  const LabelFunction& f;
  std::string path;  // the field that the correlations come from

  double cosine_for(double target) const {
    if (const auto cosine = cosine_for_pearson(f, target)) return *cosine;
    const PearsonRange range = reachable_pearson(f);
    // Truncated, not rounded, so that the values offered can be reached.
    throw FieldError(path, fmt::format("a label correlation of {} cannot be reached; with these "
                                       "sines and noise {} it goes from {:.4f} (cosine {:.3f}) to "
                                       "{:.4f} (cosine 1)",
                                       target, f.noise, std::ceil(range.low * 1e4) / 1e4 + 0.0,
                                       range.low_cosine, std::floor(range.high * 1e4) / 1e4));
  }

  TaskPoint from_cosines(const Eigen::MatrixXd& cosines) const {
    check_semidefinite(cosines, path);
    return {{}, cosines, {}, map_pairs(cosines, [&](double p) { return label_pearson(f, p); })};
  }

  TaskPoint from_labels(const Eigen::MatrixXd& target) const {
    TaskPoint point =
        from_cosines(map_pairs(target, [&](double pearson) { return cosine_for(pearson); }));
    point.target = target;
    return point;
  }
};

std::vector<TaskPoint> sweep_cosine(const SyntheticOptions& options, const PointMaker& make) {
  std::vector<TaskPoint> points;
  for (const double p : options.cosine) {
    points.push_back(make.from_cosines(equal_correlations(options.tasks, p)));
    points.back().setting = {{"cosine", p},
                             {"pearson", rounded_correlation(label_pearson(make.f, p))}};
  }
  return points;
}

std::vector<TaskPoint> sweep_pearson(const SyntheticOptions& options, const PointMaker& make) {
  std::vector<TaskPoint> points;
  for (const double pearson : options.pearson) {
    points.push_back(make.from_labels(equal_correlations(options.tasks, pearson)));
    points.back().setting = {{"pearson", pearson},
                             {"cosine", rounded_correlation(make.cosine_for(pearson))}};
  }
  return points;
}

TaskPoint matrix_point(const SyntheticOptions& options, const PointMaker& make) {
  const auto matrix = read_correlations(options.correlation_matrix, options.tasks, make.path);
  const bool of_labels = options.correlation_of == "labels";
  TaskPoint point = of_labels ? make.from_labels(matrix) : make.from_cosines(matrix);
  const auto& derived = of_labels ? point.cosines : point.predicted;
  point.setting = {
      {of_labels ? "pearson" : "cosine", rows_of(matrix)},
      {of_labels ? "cosine" : "pearson", rows_of(derived.unaryExpr(&rounded_correlation))}};
  return point;
}

}  // namespace

std::vector<TaskPoint> task_points(const SyntheticOptions& options, const LabelFunction& f,
                                   const std::string& where) {
  if (options.dimension < options.tasks) {
    throw FieldError(where + ".dimension",
                     fmt::format("found {}; expected at least {}, one per task", options.dimension,
                                 options.tasks));
  }
  const bool by_matrix = !options.correlation_matrix.empty();
  const bool by_pearson = !options.pearson.empty();
  const std::string path = where + (by_matrix    ? ".correlation_matrix"
                                    : by_pearson ? ".pearson"
                                                 : ".cosine");
  if ((by_matrix && by_pearson) || ((by_matrix || by_pearson) && !options.cosine.empty())) {
    throw FieldError(path,
                     "correlations are given in two ways; expected one of cosine, pearson "
                     "and correlation_matrix ([] unsets one)");
  }
  const PointMaker make{f, path};
  if (by_matrix) return {matrix_point(options, make)};
  return by_pearson ? sweep_pearson(options, make) : sweep_cosine(options, make);
}

Eigen::MatrixXd orthonormal_vectors(const Stream& stream, Index dimension, Index count) {
  Eigen::MatrixXd u(dimension, count);
  Vector<double> next(dimension);
  for (Index k = 0; k < count; ++k) {
    fill_normal(stream, static_cast<std::uint64_t>(k), next);
    // Gram-Schmidt; a second pass removes rounding errors of the first.
    for (int pass = 0; pass < 2; ++pass) {
      for (Index j = 0; j < k; ++j) next -= next.dot(u.col(j)) * u.col(j);
      next.normalize();
    }
    u.col(k) = next;
  }
  return u;
}

Eigen::MatrixXd task_weights(const Eigen::MatrixXd& cosines, double c, const Stream& stream,
                             Index dimension) {
  const auto u = orthonormal_vectors(stream, dimension, cosines.rows());
  // lazyProduct sums in the order of j, whatever the size of the caches.
  return c * semidefinite_cholesky(cosines).lazyProduct(u.transpose());
}

Eigen::MatrixXd measured_pearson(const LabelFunction& f, const Eigen::MatrixXd& cosines,
                                 const Stream& stream, Index rows) {
  const Index tasks = cosines.rows();
  Matrix<double> g(tasks, rows);
  Matrix<double> labels(tasks, rows);  // initially the noise
  fill_normal(stream, 0, g);
  fill_normal(stream, 1, labels);
  label_examples<double>(f, f.c * semidefinite_cholesky(cosines), g, labels);
  labels.colwise() -= labels.rowwise().mean().eval();
  Eigen::MatrixXd pearson(tasks, tasks);
  for (Index i = 0; i < tasks; ++i) {
    for (Index k = 0; k < tasks; ++k) {
      pearson(i, k) =
          labels.row(i).dot(labels.row(k)) / (labels.row(i).norm() * labels.row(k).norm());
    }
  }
  return pearson;
}

}  // namespace mmoe
