// SPDX-License-Identifier: Apache-2.0
#include "models/gradient_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "nn/objective.h"

namespace mmoe {
namespace {

/// Evaluates one model on one batch.
class Probe {
 public:
  Probe(const Model<double>& model, const Problem& problem, const Batch<double>& batch)
      : model_(model), batch_(batch), loss_(problem.tasks), ws_(model.plan(), batch.size()) {
    ws_.set_noise({{7, Purpose::kCheck, 2}});  // the same masks at every theta
  }

  double loss(const Vector<double>& theta) {
    Vector<double> unused = Vector<double>::Zero(theta.size());
    const double loss = forward(theta);
    return loss + model_.penalty(view(theta), batch_, ws_, mutable_view(unused));
  }

  Vector<double> gradient(const Vector<double>& theta) {
    Vector<double> gradient = Vector<double>::Zero(theta.size());
    forward(theta);
    model_.backward(view(theta), batch_, ws_, mutable_view(gradient));
    model_.penalty(view(theta), batch_, ws_, mutable_view(gradient));
    return gradient;
  }

 private:
  static View<double> view(const Vector<double>& v) { return {v.data(), v.size()}; }
  static MutableView<double> mutable_view(Vector<double>& v) { return {v.data(), v.size()}; }

  double forward(const Vector<double>& theta) {
    model_.forward(view(theta), batch_, ws_);
    return loss_(ws_[model_.output().value], batch_, ws_[model_.output().gradient]);
  }

  const Model<double>& model_;
  const Batch<double>& batch_;
  MultiTaskLoss<double> loss_;
  Workspace<double> ws_;
};

/// Differences of the loss along one axis: (L(+h) - L(-h)) / 2h and L(+h) - 2 L + L(-h).
struct Around {
  double slope, bend;
};

/// Returns infinity if either is not finite: comparisons with NaN are false, so NaN would pass.
double relative_error(double analytic, double numeric, double scale) {
  const double error = std::abs(analytic - numeric) / scale;
  return std::isfinite(error) ? error : std::numeric_limits<double>::infinity();
}

}  // namespace

std::string GradientCheck::message() const {
  return fmt::format("{}({}, {}): analytic {:.12g}, numeric {:.12g}, relative error {:.3g}", block,
                     row, col, analytic, numeric, worst);
}

GradientCheck check_gradient(const Model<double>& model, const Problem& problem,
                             const Batch<double>& batch, const Vector<double>& theta,
                             double floor) {
  Probe probe(model, problem, batch);
  const Vector<double> analytic = probe.gradient(theta);
  Vector<double> moved = theta;
  const double loss = probe.loss(theta);
  const auto around = [&](Index at, double step) {
    moved[at] = theta[at] + step;
    const double above = probe.loss(moved);
    moved[at] = theta[at] - step;
    const double below = probe.loss(moved);
    moved[at] = theta[at];
    return Around{(above - below) / (2 * step), (above - loss) + (below - loss)};
  };
  // The rounding error of the loss in a difference quotient must stay below the tolerance.
  floor = std::max(floor, 1e-5 * std::abs(loss));
  GradientCheck result;
  for (const Block& block : model.layout().blocks()) {
    for (Index col = 0; col < block.cols; ++col) {
      for (Index row = 0; row < block.rows; ++row) {
        const Index at = block.offset + col * block.stride + row;
        constexpr double kStep = 1e-4;
        const Around wide = around(at, 2 * kStep);
        const Around narrow = around(at, kStep);
        // Where the loss is smooth, Richardson extrapolation cancels the h^2 error.
        const double numeric = (4 * narrow.slope - wide.slope) / 3;
        const double scale = std::max({std::abs(analytic[at]), std::abs(numeric), floor});
        // The second difference grows with h^2 where the loss is smooth and with h at a kink; a
        // kink off the centre changes the slope.
        const double kink = std::abs(wide.bend - 4 * narrow.bend) / kStep;
        if (std::max(kink, std::abs(wide.slope - narrow.slope)) > 1e-4 * scale) {
          result.kinks += 1;
          continue;
        }
        result.entries += 1;
        const double error = relative_error(analytic[at], numeric, scale);
        if (error > result.worst || result.entries == 1) {
          result.worst = error;
          result.block = block.name;
          result.row = row;
          result.col = col;
          result.analytic = analytic[at];
          result.numeric = numeric;
        }
      }
    }
  }
  return result;
}

Batch<double> random_batch(const Problem& problem, Index examples, std::uint64_t seed) {
  const Stream stream{seed, Purpose::kCheck, 0};
  std::uint64_t next = 0;
  Batch<double> batch;
  batch.dense.resize(problem.dense_inputs, examples);
  for (Index i = 0; i < batch.dense.size(); ++i) batch.dense.data()[i] = normal(stream, next++);
  for (Index b = 0; b < examples && problem.sparse_inputs > 0; ++b) {
    for (Index s = 0; s < problem.sparse_inputs; ++s) {
      if (uniform_below(stream, next++, 3) == 0) {
        batch.sparse.items.push_back(static_cast<std::int32_t>(s));
      }
    }
    batch.sparse.end_list();
  }
  CombinationFinder finder(problem);
  combine(finder, batch);
  batch.labels.resize(problem.task_count(), examples);
  for (Index k = 0; k < problem.task_count(); ++k) {
    const bool binary = problem.tasks[static_cast<std::size_t>(k)].kind == TaskKind::kBinary;
    for (Index b = 0; b < examples; ++b) {
      const double z = normal(stream, next++);
      batch.labels(k, b) = binary ? (z > 0 ? 1 : 0) : z;
    }
  }
  return batch;
}

Vector<double> random_parameters(const Layout& layout, double scale, std::uint64_t seed) {
  Vector<double> theta = Vector<double>::Zero(layout.size());
  MutableView<double> view(theta.data(), theta.size());
  for (const Block& block : layout.blocks()) {
    initialise_normal<double>(0, scale, block, {seed, Purpose::kCheck, 1}, view);
  }
  return theta;
}

}  // namespace mmoe
