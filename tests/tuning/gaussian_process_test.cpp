// SPDX-License-Identifier: Apache-2.0
#include "tuning/gaussian_process.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "paths.h"
#include "tuning/sample_observations.h"

namespace mmoe {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Logarithms of the lengthscales, the variance and the noise.
VectorXd theta_of(std::vector<double> values) {
  return Eigen::Map<VectorXd>(values.data(), static_cast<Index>(values.size())).array().log();
}

VectorXd vector_of(const nlohmann::json& json) {
  const auto values = json.get<std::vector<double>>();
  return Eigen::Map<const VectorXd>(values.data(), static_cast<Index>(values.size()));
}

MatrixXd matrix_of(const nlohmann::json& json) {
  MatrixXd matrix(json.size(), json[0].size());
  for (Index i = 0; i < matrix.rows(); ++i) {
    matrix.row(i) = vector_of(json[static_cast<std::size_t>(i)]);
  }
  return matrix;
}

void expect_near(const VectorXd& ours, const VectorXd& theirs, double tolerance) {
  ASSERT_EQ(ours.size(), theirs.size());
  for (Index i = 0; i < ours.size(); ++i) {
    EXPECT_NEAR(ours(i), theirs(i), tolerance * std::max(1.0, std::abs(theirs(i)))) << i;
  }
}

TEST(TheGaussianProcess, AgreesWithScikitLearnTo1e8) {
  const auto fixture = nlohmann::json::parse(
      std::ifstream(testing::source_dir() / "tests/fixtures/sklearn/gaussian_process.json"));
  for (const nlohmann::json& one : fixture.at("cases")) {
    const MatrixXd x = matrix_of(one["x"]);
    const auto z = one["z"].get<std::vector<double>>();
    const Observations data = collapse(x, std::vector<bool>(static_cast<std::size_t>(x.cols())), z);
    const GaussianProcess process(data, vector_of(one["theta"]));
    EXPECT_NEAR(process.log_likelihood(), one["log_likelihood"].get<double>(),
                1e-8 * std::abs(one["log_likelihood"].get<double>()));
    expect_near(process.log_likelihood_gradient(), vector_of(one["gradient"]), 1e-8);
    const GaussianProcess::Posterior posterior = process.at(matrix_of(one["points"]));
    expect_near(posterior.mean, vector_of(one["mean"]), 1e-8);
    expect_near(posterior.variance, vector_of(one["variance"]), 1e-8);
  }
}

/// One observation z = 2 at x, unit variance, noise 1/4: mean 2 M / 1.25, variance 1 - M^2 / 1.25.
TEST(TheGaussianProcess, IsWhatOneObservationSays) {
  const Observations data = collapse(MatrixXd::Constant(1, 1, 0.5), {false}, std::vector{2.0});
  const GaussianProcess process(data, theta_of({0.5, 1, 0.25}));
  const double s = std::sqrt(5.0) * 0.8;  // r = 0.4 / 0.5
  const double m = (1 + s + s * s / 3) * std::exp(-s);
  const GaussianProcess::Posterior posterior = process.at(MatrixXd::Constant(1, 1, 0.9));
  EXPECT_NEAR(posterior.mean(0), 2 * m / 1.25, 1e-14);
  EXPECT_NEAR(posterior.variance(0), 1 - m * m / 1.25, 1e-14);
  EXPECT_NEAR(process.log_likelihood(),
              -0.5 * 4 / 1.25 - 0.5 * std::log(1.25) - 0.5 * std::log(2 * M_PI), 1e-14);
}

TEST(TheGaussianProcess, ReproducesObservationsWithoutNoise) {
  Observations data = sample_observations(12);
  const GaussianProcess process(data, theta_of({0.3, 0.3, 1, 2, 1e-8}));
  expect_near(process.at(data.x).mean, data.mean, 1e-4);
  expect_near(process.fitted(), process.at(data.x).mean, 1e-8);
}

TEST(TheGaussianProcess, HasTheGradientOfItsLikelihood) {
  const Observations data = sample_observations(25);
  const VectorXd theta = theta_of({0.3, 0.7, 1.5, 1.2, 0.02});
  const VectorXd gradient = GaussianProcess(data, theta).log_likelihood_gradient();
  for (Index k = 0; k < theta.size(); ++k) {
    const double step = 1e-5;
    VectorXd more = theta, less = theta;
    more(k) += step;
    less(k) -= step;
    const double slope = (GaussianProcess(data, more).log_likelihood() -
                          GaussianProcess(data, less).log_likelihood()) /
                         (2 * step);
    EXPECT_NEAR(gradient(k), slope, 1e-6 * std::max(1.0, std::abs(slope))) << k;
  }
}

TEST(TheGaussianProcess, HasTheGradientOfItsPosterior) {
  const Observations data = sample_observations(25);
  const GaussianProcess process(data, theta_of({0.3, 0.7, 1.5, 1.2, 0.02}));
  const VectorXd x = (VectorXd(3) << 0.4, 0.6, 0.5).finished();
  const GaussianProcess::PointPosterior point = process.with_gradient(x);
  const GaussianProcess::Posterior same = process.at(x.transpose());
  EXPECT_NEAR(point.mean, same.mean(0), 1e-12);
  EXPECT_NEAR(point.variance, same.variance(0), 1e-12);
  for (Index k = 0; k < 2; ++k) {
    const double step = 1e-5;
    MatrixXd around = x.transpose().replicate(2, 1);
    around(0, k) += step;
    around(1, k) -= step;
    const GaussianProcess::Posterior ends = process.at(around);
    EXPECT_NEAR(point.d_mean(k), (ends.mean(0) - ends.mean(1)) / (2 * step), 1e-6) << k;
    EXPECT_NEAR(point.d_variance(k), (ends.variance(0) - ends.variance(1)) / (2 * step), 1e-6) << k;
  }
  EXPECT_EQ(point.d_mean(2), 0);
  EXPECT_EQ(point.d_variance(2), 0);
}

TEST(TheGaussianProcess, TakesCategoriesAsEqualOrNot) {
  const Observations data =
      collapse((MatrixXd(1, 2) << 0.5, 0.1).finished(), {false, true}, std::vector{1.0});
  const GaussianProcess process(data, theta_of({1, 1, 1, 0.01}));
  const VectorXd mean =
      process.at((MatrixXd(3, 2) << 0.5, 0.1, 0.5, 0.3, 0.5, 0.9).finished()).mean;
  EXPECT_EQ(mean(1), mean(2));
  EXPECT_GT(mean(0), mean(1));
}

/// Replicates as rows of their own, a hair apart so that they stay rows.
TEST(TheGaussianProcess, LosesNothingOfReplicatesByTheirCollapse) {
  const std::vector<double> z = {1, 2, 0.5, -1, 0};
  const MatrixXd x = (MatrixXd(5, 1) << 0.2, 0.2, 0.2, 0.8, 0.8).finished();
  const MatrixXd apart = x + 1e-12 * VectorXd::LinSpaced(5, 0, 4);
  const VectorXd theta = theta_of({0.4, 1.5, 0.3});
  const Observations collapsed = collapse(x, {false}, z), all = collapse(apart, {false}, z);
  ASSERT_EQ(collapsed.size(), 2);
  ASSERT_EQ(all.size(), 5);
  const GaussianProcess one(collapsed, theta), other(all, theta);
  EXPECT_NEAR(one.log_likelihood(), other.log_likelihood(), 1e-9);
  expect_near(one.log_likelihood_gradient(), other.log_likelihood_gradient(), 1e-9);
  const MatrixXd point = MatrixXd::Constant(1, 1, 0.4);
  EXPECT_NEAR(one.at(point).mean(0), other.at(point).mean(0), 1e-9);
  EXPECT_NEAR(one.at(point).variance(0), other.at(point).variance(0), 1e-9);
}

TEST(TheGaussianProcess, SaysThatAMatrixHasNoFactor) {
  const MatrixXd x = (MatrixXd(2, 1) << 0.5, 0.5 + 1e-15).finished();
  const Observations data = collapse(x, {false}, std::vector{1.0, 2.0});
  const GaussianProcess process(data, theta_of({1, 1, 1e-300}));
  EXPECT_FALSE(process.usable());
  EXPECT_EQ(process.log_likelihood(), -std::numeric_limits<double>::infinity());
}

}  // namespace
}  // namespace mmoe
