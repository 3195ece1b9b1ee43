// SPDX-License-Identifier: Apache-2.0
#include "data/synthetic/correlation_matrix.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "base/error.h"

namespace mmoe {
namespace {

using ::testing::HasSubstr;
using ::testing::StrEq;
using ::testing::ThrowsMessage;

TEST(ReadCorrelations, TakesRows) {
  const auto matrix = read_correlations({1, 0.5, 0.5, 1}, 2, "m");
  EXPECT_EQ(matrix, equal_correlations(2, 0.5));
}

TEST(ReadCorrelations, SaysWhatIsWrong) {
  const auto read = [](const std::vector<double>& rows) {
    return [=] { read_correlations(rows, 2, "data.m"); };
  };
  EXPECT_THAT(
      read({1, 0.5, 0.5}),
      ThrowsMessage<FieldError>(StrEq("data.m: found 3 values; expected 2 x 2 for 2 tasks")));
  EXPECT_THAT(
      read({1, 1.5, 1.5, 1}),
      ThrowsMessage<FieldError>(StrEq("data.m: found 1.5 in row 1, column 2; expected -1 to 1")));
  EXPECT_THAT(read({1, 0.5, 0.5, 0.9}),
              ThrowsMessage<FieldError>(
                  StrEq("data.m: found 0.9 in row 2, column 2; expected 1 on the diagonal")));
  EXPECT_THAT(read({1, 0.5, 0.4, 1}),
              ThrowsMessage<FieldError>(StrEq(
                  "data.m: found 0.5 in row 1, column 2; expected 0.4 as across the diagonal")));
  EXPECT_THROW(read({1, std::nan(""), std::nan(""), 1})(), FieldError);
}

TEST(CheckSemidefinite, NamesTheEigenvalue) {
  EXPECT_NO_THROW(check_semidefinite(equal_correlations(3, -0.5), "m"));  // singular
  EXPECT_NO_THROW(check_semidefinite(equal_correlations(5, 1), "m"));
  EXPECT_THAT([] { check_semidefinite(equal_correlations(3, -0.6), "m"); },
              ThrowsMessage<FieldError>(HasSubstr("have eigenvalue -0.2; expected")));
}

TEST(SemidefiniteCholesky, IsThePapersForTwoTasks) {
  for (const double p : {-1.0, -0.3, 0.0, 0.5, 1.0}) {
    const auto l = semidefinite_cholesky(equal_correlations(2, p));
    EXPECT_EQ(l, (Eigen::MatrixXd{{1, 0}, {p, std::sqrt(1 - p * p)}})) << p;
  }
}

TEST(SemidefiniteCholesky, RebuildsTheMatrix) {
  const Eigen::MatrixXd full{{1, 0.5, 0.2}, {0.5, 1, -0.3}, {0.2, -0.3, 1}};
  // Tasks 1 and 2 are the same, task 4 is the reverse of task 3.
  const Eigen::MatrixXd deficient{
      {1, 1, 0.6, -0.6}, {1, 1, 0.6, -0.6}, {0.6, 0.6, 1, -1}, {-0.6, -0.6, -1, 1}};
  for (const auto& matrix : {full, deficient, equal_correlations(3, -0.5)}) {
    const auto l = semidefinite_cholesky(matrix);
    EXPECT_LT((l * l.transpose() - matrix).cwiseAbs().maxCoeff(), 1e-7);
    EXPECT_TRUE(l.isLowerTriangular(0));
  }
}

}  // namespace
}  // namespace mmoe
