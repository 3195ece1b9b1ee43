// SPDX-License-Identifier: Apache-2.0
#include "tuning/surrogate.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "math/random.h"
#include "tuning/expected_improvement.h"
#include "tuning/inference.h"
#include "tuning/output_warp.h"

namespace mmoe {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr Index kMostPredicted = 1024;  // settings of one process: a factor takes 25 ms

Observations observe(const SearchSpace& space, std::span<const TunedTrial> trials) {
  std::vector<double> objectives;
  for (const TunedTrial& trial : trials) objectives.push_back(trial.objective);
  std::vector<bool> categorical;
  for (Index k = 0; k < space.dimensions(); ++k) {
    categorical.push_back(space.kind(k) == OptionKind::kCategorical);
  }
  return collapse(coordinates_of(space, trials), std::move(categorical),
                  half_rank_warp(objectives));
}

/// `half` the best settings and as many of the others, those that come first by `order`.
template <typename Order>
Observations best_and_others(const Observations& data, Index half, const Order& order) {
  std::vector<Index> rows(static_cast<std::size_t>(data.size()));
  std::iota(rows.begin(), rows.end(), Index{0});
  std::ranges::stable_sort(rows, {}, [&](Index i) { return data.mean(i); });
  std::stable_sort(rows.begin() + half, rows.end(), order);
  rows.resize(static_cast<std::size_t>(2 * half));
  return subset(data, rows);
}

/// The best and the newest.
Observations predicted_part(const Observations& data) {
  if (data.size() <= kMostPredicted) return data;
  return best_and_others(data, kMostPredicted / 2, std::greater<>());
}

/// The best, and a sample of the rest that a setting leaves only as it grows old.
Observations fitted_part(const Observations& data, std::uint64_t seed) {
  const Stream stream{seed, Purpose::kTuningSubset};
  return best_and_others(data, kMostSampled / 2, [&](Index i, Index j) {
    return random_bits(stream, static_cast<std::uint64_t>(i)) <
           random_bits(stream, static_cast<std::uint64_t>(j));
  });
}

double log_mean_exp(const Eigen::ArrayXd& values) {
  const double largest = values.maxCoeff();
  return largest + std::log((values - largest).exp().mean());
}

}  // namespace

MatrixXd coordinates_of(const SearchSpace& space, std::span<const TunedTrial> trials) {
  MatrixXd x(static_cast<Index>(trials.size()), space.dimensions());
  for (Index i = 0; i < x.rows(); ++i) {
    x.row(i) = space.coordinates(trials[static_cast<std::size_t>(i)].setting);
  }
  return x;
}

Surrogate::Surrogate(const SearchSpace& space, std::span<const TunedTrial> trials,
                     std::uint64_t seed) {
  const Observations all = observe(space, trials);
  const Stream stream{seed, Purpose::kTuningSamples, static_cast<std::uint32_t>(trials.size())};
  const std::vector<VectorXd> thetas =
      all.size() <= kMostSampled ? posterior_samples(all, stream)
                                 : std::vector<VectorXd>{posterior_mode(fitted_part(all, seed))};
  data_ = predicted_part(all);
  for (const VectorXd& theta : thetas) {
    processes_.emplace_back(data_, theta);
    best_.push_back(processes_.back().fitted().minCoeff());
  }
}

VectorXd Surrogate::mean_at(const MatrixXd& x) const {
  VectorXd mean = VectorXd::Zero(x.rows());
  for (const GaussianProcess& process : processes_) mean += process.at(x).mean;
  return mean / static_cast<double>(processes_.size());
}

Surrogate::Belief Surrogate::belief_at(const MatrixXd& x) const {
  Belief belief{.mean = mean_at(x), .sd = VectorXd::Zero(x.rows())};
  for (const GaussianProcess& process : processes_) {
    const auto [mean, variance] = process.at(x);
    belief.sd += variance + (mean - belief.mean).cwiseAbs2();
  }
  belief.sd = (belief.sd / static_cast<double>(processes_.size())).cwiseSqrt();
  return belief;
}

VectorXd Surrogate::log_improvement_at(const MatrixXd& x) const {
  MatrixXd logs(processes_.size(), x.rows());  // [samples x m]
  for (std::size_t s = 0; s < processes_.size(); ++s) {
    const auto [mean, variance] = processes_[s].at(x);
    for (Index i = 0; i < x.rows(); ++i) {
      const double sd = std::sqrt(variance(i));
      logs(static_cast<Index>(s), i) =
          std::log(sd) + log_improvement((best_[s] - mean(i)) / sd).log_h;
    }
  }
  VectorXd result(x.rows());
  for (Index i = 0; i < x.rows(); ++i) result(i) = log_mean_exp(logs.col(i));
  return result;
}

double Surrogate::log_improvement_with_gradient(const VectorXd& x, VectorXd& gradient) const {
  Eigen::ArrayXd logs(processes_.size());
  MatrixXd gradients(x.size(), processes_.size());
  for (std::size_t s = 0; s < processes_.size(); ++s) {
    const GaussianProcess::PointPosterior point = processes_[s].with_gradient(x);
    const double sd = std::sqrt(point.variance);
    const LogImprovement improvement = log_improvement((best_[s] - point.mean) / sd);
    const auto column = static_cast<Index>(s);
    logs(column) = std::log(sd) + improvement.log_h;
    // EI = sd h(z): dEI = phi(z) dsd - Phi(z) dmean, and dsd = dvariance / 2 sd
    gradients.col(column) = (improvement.density_over_h / (2 * point.variance)) * point.d_variance -
                            (improvement.cdf_over_h / sd) * point.d_mean;
  }
  const double result = log_mean_exp(logs);
  const VectorXd shares = (logs - result).exp() / static_cast<double>(logs.size());
  gradient = gradients * shares;
  return result;
}

}  // namespace mmoe
