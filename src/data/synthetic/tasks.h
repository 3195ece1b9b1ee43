// SPDX-License-Identifier: Apache-2.0
// Tasks with exactly controlled correlation, by the cosines of their weights or the Pearson
// correlations of their labels. Sec. 3.2 of the paper, for any number K of tasks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/data_set.h"
#include "data/synthetic/label_function.h"
#include "data/synthetic/options.h"
#include "math/random.h"

namespace mmoe {

/// A point of the sweep.
struct TaskPoint {
  /// {"cosine": 0.5, "pearson": 0.0735}: first the option's value, exactly, then the derived one,
  /// to four decimals; K x K matrices if the options gave one.
  Setting setting;
  Eigen::MatrixXd cosines;                // [K x K], of the tasks' weights
  std::optional<Eigen::MatrixXd> target;  // [K x K], the requested label correlations, if any
  Eigen::MatrixXd predicted;              // [K x K], of the tasks' labels
};

/// Returns the points given by the options, in only one way of control. Throws FieldError
/// "WHERE.name: ..." on two ways at once, on a label correlation out of reach (naming the range),
/// and on cosines that no K vectors in d dimensions have.
std::vector<TaskPoint> task_points(const SyntheticOptions& options, const LabelFunction& f,
                                   const std::string& where);

/// Returns u_1 .. u_K as columns [d x K]: random orthonormal vectors, d >= K. u_k does not depend
/// on K.
Eigen::MatrixXd orthonormal_vectors(const Stream& stream, Index dimension, Index count);

/// Returns weights [K x d], w_k = c sum_j L(k, j) u_j with L L^T = cosines; so for K = 2, w_1 = c
/// u_1 and w_2 = c (p u_1 + sqrt(1 - p^2) u_2). The u_j do not depend on the cosines.
Eigen::MatrixXd task_weights(const Eigen::MatrixXd& cosines, double c, const Stream& stream,
                             Index dimension);

/// Returns the Pearson correlations [K x K] of `rows` >= 2 drawn label vectors. Draws z = (w_k^T
/// x)_k directly, which is c L g for g ~ N(0, I_K), instead of the d inputs.
Eigen::MatrixXd measured_pearson(const LabelFunction& f, const Eigen::MatrixXd& cosines,
                                 const Stream& stream, Index rows);

}  // namespace mmoe
