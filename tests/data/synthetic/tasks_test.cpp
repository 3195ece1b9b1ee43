// SPDX-License-Identifier: Apache-2.0
#include "data/synthetic/tasks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>

#include "base/error.h"
#include "data/synthetic/correlation_matrix.h"

namespace mmoe {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StrEq;
using ::testing::ThrowsMessage;

constexpr Stream kSample{1, Purpose::kSample};

struct Resolved {
  LabelFunction function;
  std::vector<TaskPoint> points;
};

Resolved resolve(const json& options) {
  const auto read = read_synthetic_options(options, "data");
  const auto f = label_function(read, 1, "data");
  return {f, task_points(read, f, "data")};
}

auto refused(const json& options) {
  return [=] { resolve(options); };
}

TEST(LabelFunctionOf, NamedSettings) {
  const auto paper = resolve(json::object()).function;
  EXPECT_EQ(paper.c, 0.44);
  EXPECT_THAT(paper.alpha, ElementsAre(6.64, 16.21));
  EXPECT_THAT(paper.beta, ElementsAre(std::numbers::pi, 0));
  EXPECT_EQ(paper.noise, 0.1);

  const auto options = read_synthetic_options({{"setting", "keras-mmoe"}}, "data");
  const auto drawn = label_function(options, 7, "data");
  EXPECT_EQ(drawn.c, 0.3);
  EXPECT_EQ(drawn.alpha.size(), 5U);
  EXPECT_EQ(drawn.beta.size(), 5U);
  EXPECT_NE(drawn.alpha, drawn.beta);
  EXPECT_EQ(drawn.alpha, label_function(options, 7, "data").alpha);
  EXPECT_NE(drawn.alpha, label_function(options, 8, "data").alpha);
}

TEST(LabelFunctionOf, OwnValuesWin) {
  const auto f = resolve({{"c", 0.5}, {"alpha", {1, 2, 3}}, {"beta", {0, 1, 2}}}).function;
  EXPECT_EQ(f.c, 0.5);
  EXPECT_THAT(f.alpha, ElementsAre(1, 2, 3));
  EXPECT_THAT(f.beta, ElementsAre(0, 1, 2));
  EXPECT_TRUE(resolve({{"sines", 0}}).function.alpha.empty());
  EXPECT_EQ(resolve({{"setting", "keras-mmoe"}, {"sines", 3}}).function.alpha.size(), 3U);
  const auto half = resolve({{"setting", "keras-mmoe"}, {"alpha", {1, 2}}}).function;
  EXPECT_THAT(half.alpha, ElementsAre(1, 2));
  EXPECT_EQ(half.beta.size(), 2U);
}

TEST(LabelFunctionOf, RefusesListsOfDifferentLengths) {
  EXPECT_THAT(
      refused({{"sines", 3}}),
      ThrowsMessage<FieldError>(StrEq("data.alpha: found 2 values; expected 3, one per sine")));
  EXPECT_THAT(
      refused({{"alpha", {1, 2, 3}}}),
      ThrowsMessage<FieldError>(StrEq("data.beta: found 2 values; expected 3, one per sine")));
  EXPECT_THAT(
      refused({{"sines", 0}, {"alpha", {1, 2}}}),
      ThrowsMessage<FieldError>(StrEq("data.alpha: found 2 values; expected 0, one per sine")));
  EXPECT_THAT(
      refused({{"sines", 0}, {"beta", {1}}}),
      ThrowsMessage<FieldError>(StrEq("data.beta: found 1 value; expected 0, one per sine")));
  EXPECT_THROW(refused({{"alpha", {HUGE_VAL}}})(), FieldError);
  EXPECT_THROW(refused({{"noise", -0.1}})(), FieldError);
  EXPECT_THROW(refused({{"cosine", {1.01}}})(), FieldError);
}

// By hand, for p = 1/2: linear part p c^2 (1 - 2 6.64 e^-4.268) = 0.0788, first sine with itself
// e^-8.535 sinh(4.268) = 0.0070; over the variance 1.1674.
TEST(TaskPoints, SweepThePapersCosinesUnlessTold) {
  const auto points = resolve(json::object()).points;
  ASSERT_EQ(points.size(), 3U);
  EXPECT_EQ(points[0].setting.dump(), R"({"cosine":0.5,"pearson":0.0735})");
  EXPECT_EQ(points[2].cosines, equal_correlations(2, 1));
  EXPECT_NEAR(points[2].predicted(0, 1), 0.99, 0.01);
  EXPECT_FALSE(points[0].target);
}

TEST(TaskPoints, InvertLabelCorrelations) {
  const auto [f, points] = resolve({{"pearson", {0.3, -0.03}}, {"tasks", 3}});
  ASSERT_EQ(points.size(), 2U);
  EXPECT_EQ(points[0].setting["pearson"], 0.3);
  EXPECT_EQ(points[0].setting.begin().key(), "pearson");  // names the point: no two are the same
  EXPECT_NEAR(points[0].setting["cosine"].get<double>(), points[0].cosines(0, 1), 5e-5);
  EXPECT_EQ(*points[1].target, equal_correlations(3, -0.03));
  EXPECT_NEAR(points[1].predicted(2, 1), -0.03, 1e-12);
}

TEST(TaskPoints, TakeWholeMatrices) {
  const json matrix = {1, 0.5, 0.2, 0.5, 1, 0.3, 0.2, 0.3, 1};
  const auto weights = resolve({{"tasks", 3}, {"correlation_matrix", matrix}}).points;
  ASSERT_EQ(weights.size(), 1U);
  EXPECT_EQ(weights[0].cosines(2, 1), 0.3);
  EXPECT_EQ(weights[0].setting["cosine"].dump(), "[[1.0,0.5,0.2],[0.5,1.0,0.3],[0.2,0.3,1.0]]");

  const auto labels =
      resolve({{"tasks", 3}, {"correlation_matrix", matrix}, {"correlation_of", "labels"}}).points;
  EXPECT_NEAR(labels[0].predicted(2, 1), 0.3, 1e-12);
  EXPECT_EQ(labels[0].setting["pearson"], weights[0].setting["cosine"]);
}

TEST(TaskPoints, SayWhatCannotBeReachedAndWhatCan) {
  EXPECT_THAT(refused({{"pearson", {0.5, 0.995}}}),
              ThrowsMessage<FieldError>(
                  AllOf(HasSubstr("data.pearson: a label correlation of 0.995 cannot be reached"),
                        HasSubstr("to 0.9914 (cosine 1)"))));
  EXPECT_NO_THROW(refused({{"pearson", {0.9914}}})());
}

TEST(TaskPoints, RefuseWhatNoVectorsHave) {
  EXPECT_THAT(refused({{"tasks", 3}, {"cosine", {-0.6}}}),
              ThrowsMessage<FieldError>(HasSubstr("data.cosine: the cosines of the tasks' weights "
                                                  "have eigenvalue -0.2")));
  // Fine as a matrix of labels' correlations, but it asks for more of the weights.
  const json matrix = {1, 0.3, -0.3, 0.3, 1, 0.3, -0.3, 0.3, 1};
  EXPECT_NO_THROW(refused({{"tasks", 3}, {"correlation_matrix", matrix}})());
  EXPECT_THAT(refused({{"tasks", 3}, {"correlation_matrix", matrix}, {"correlation_of", "labels"}}),
              ThrowsMessage<FieldError>(HasSubstr("eigenvalue -")));
  EXPECT_THAT(refused({{"tasks", 5}, {"dimension", 4}}),
              ThrowsMessage<FieldError>(
                  StrEq("data.dimension: found 4; expected at least 5, one per task")));
}

TEST(TaskPoints, RefuseTwoWaysOfControl) {
  const json matrix = {1, 0.5, 0.5, 1};
  EXPECT_THAT(refused({{"pearson", {0.1}}, {"cosine", {0.1}}}),
              ThrowsMessage<FieldError>(HasSubstr("data.pearson: correlations are given in two")));
  EXPECT_THROW(refused({{"pearson", {0.1}}, {"correlation_matrix", matrix}})(), FieldError);
  EXPECT_THROW(refused({{"cosine", {0.1}}, {"correlation_matrix", matrix}})(), FieldError);
}

TEST(OrthonormalVectors, AreSo) {
  for (const Index dimension : {7, 100}) {
    const auto u = orthonormal_vectors({3, Purpose::kTaskVectors}, dimension, 7);
    EXPECT_TRUE((u.transpose() * u).isIdentity(1e-14));
    EXPECT_EQ(orthonormal_vectors({3, Purpose::kTaskVectors}, dimension, 2), u.leftCols(2));
    EXPECT_NE(orthonormal_vectors({3, Purpose::kTaskVectors, 1}, dimension, 2), u.leftCols(2));
  }
}

TEST(TaskWeights, HaveTheLengthAndTheCosines) {
  const Eigen::MatrixXd cosines{{1, 0.5, 0.2}, {0.5, 1, -0.3}, {0.2, -0.3, 1}};
  const auto w = task_weights(cosines, 0.44, {1, Purpose::kTaskVectors}, 100);
  EXPECT_TRUE((w * w.transpose()).isApprox(0.44 * 0.44 * cosines, 1e-12));
  const auto same = task_weights(equal_correlations(2, 1), 0.44, {1, Purpose::kTaskVectors}, 100);
  EXPECT_EQ(same.row(0), same.row(1));
  EXPECT_EQ(same.row(0), w.row(0));  // c u_1, whatever the cosines
}

// A million samples; the standard error is at most 0.001. Targets are shares of what can be
// reached: near its ends and between, for two tasks and for every pair of three.
TEST(MeasuredPearson, IsWithinFiveThousandthsOfTheTarget) {
  constexpr Index kRows = 1000000;
  const std::vector<json> functions = {
      {{"setting", "figure-2"}},
      {{"setting", "keras-mmoe"}},
      {{"c", 1}, {"alpha", {1, 2, 3}}, {"beta", {0.5, -1, 2}}, {"noise", 0.3}}};
  for (json options : functions) {
    const PearsonRange range = reachable_pearson(resolve(options).function);
    const auto expect_reached = [&] {
      const auto [f, points] = resolve(options);
      const auto measured = measured_pearson(f, points[0].cosines, kSample, kRows);
      EXPECT_LT((measured - *points[0].target).cwiseAbs().maxCoeff(), 0.005) << options;
    };
    for (const double target : {0.95 * range.low, 0.05 * range.high, 0.9 * range.high}) {
      options["pearson"] = {target};
      expect_reached();
    }
    const double r = 0.2 * range.high;
    options["pearson"] = json::array();
    options["tasks"] = 3;
    options["correlation_of"] = "labels";
    options["correlation_matrix"] = {1, r, -r / 10, r, 1, r / 4, -r / 10, r / 4, 1};
    expect_reached();
  }
}

TEST(MeasuredPearson, AgreesAtTheEdges) {
  constexpr Index kRows = 100000;
  const json linear = {{"sines", 0}, {"noise", 0}, {"c", 1e-6}, {"cosine", {-1, 0, 1}}};
  const auto [f, points] = resolve(linear);
  EXPECT_NEAR(measured_pearson(f, points[0].cosines, kSample, kRows)(0, 1), -1, 1e-12);
  EXPECT_NEAR(measured_pearson(f, points[1].cosines, kSample, kRows)(0, 1), 0, 0.016);
  EXPECT_NEAR(measured_pearson(f, points[2].cosines, kSample, kRows)(0, 1), 1, 1e-12);
}

}  // namespace
}  // namespace mmoe
