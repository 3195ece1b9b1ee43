// SPDX-License-Identifier: Apache-2.0
#include "models/precision_check.h"

#include "nn/objective.h"

namespace mmoe {
namespace {

template <typename Scalar>
Vector<Scalar> gradient(const Model<Scalar>& model, const Problem& problem,
                        const Batch<Scalar>& batch, const Vector<Scalar>& theta) {
  const View<Scalar> point(theta.data(), theta.size());
  Vector<Scalar> result = Vector<Scalar>::Zero(theta.size());
  Workspace<Scalar> ws(model.plan(), batch.size());
  MultiTaskLoss<Scalar> loss(problem.tasks);
  model.forward(point, batch, ws);
  loss(ws[model.output().value], batch, ws[model.output().gradient]);
  model.backward(point, batch, ws, {result.data(), result.size()});
  model.penalty(point, batch, ws, {result.data(), result.size()});
  return result;
}

}  // namespace

double precision_difference(const Model<float>& single, const Model<double>& reference,
                            const Problem& problem, const Batch<double>& batch,
                            const Vector<double>& theta) {
  const Batch<float> narrow{batch.dense.cast<float>(), batch.sparse, batch.labels.cast<float>(),
                            batch.combinations};
  const Vector<double> exact = gradient(reference, problem, batch, theta);
  const Vector<float> rounded =
      gradient<float>(single, problem, narrow, theta.cast<float>().eval());
  // Propagates NaN, which the maximum would ignore by default.
  const auto largest = [](const Vector<double>& v) {
    return v.cwiseAbs().maxCoeff<Eigen::PropagateNaN>();
  };
  return largest(rounded.cast<double>() - exact) / largest(exact);
}

}  // namespace mmoe
