// SPDX-License-Identifier: Apache-2.0
#include "nn/sparse_product.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "models/gradient_check.h"
#include "without_avx512.h"

namespace mmoe {
namespace {

/// The one-hot inputs that a batch stands for, [d x B].
Matrix<double> inputs_of(const Problem& problem, const Batch<double>& batch) {
  Matrix<double> x = Matrix<double>::Zero(problem.inputs(), batch.size());
  x.topRows(problem.dense_inputs) = batch.dense;
  for (Index e = 0; e < batch.size(); ++e) {
    for (const std::int32_t input : batch.sparse[e]) x(problem.dense_inputs + input, e) += 1;
  }
  return x;
}

template <typename Scalar>
struct SparseProducts {
  Matrix<Scalar> z;
  Weights<Scalar> d_w;
  Vector<Scalar> d_b;
};

/// z = W x + b, and the gradients for d_z = z, added to ones.
template <typename Scalar>
SparseProducts<Scalar> multiply(const Weights<Scalar>& w, const Vector<Scalar>& b,
                                const Batch<Scalar>& batch) {
  Vector<Scalar> scratch(kProductRows * std::max(batch.size(), batch.combinations.count()));
  SparseProducts<Scalar> p{Matrix<Scalar>(w.rows(), batch.size()),
                           Weights<Scalar>::Ones(w.rows(), w.cols()),
                           Vector<Scalar>::Ones(w.rows())};
  const Eigen::OuterStride<> stride(w.rows());
  sparse_product<Scalar>({w.data(), w.rows(), w.cols(), stride}, b.data(), batch, scratch.data(),
                         p.z);
  sparse_product_backward<Scalar>(p.z, batch, scratch.data(),
                                  {p.d_w.data(), w.rows(), w.cols(), stride}, p.d_b.data());
  return p;
}

/// Two groups; an example sets any number of inputs of either.
Problem problem_of(Index dense) {
  Problem problem{.dense_inputs = dense, .sparse_inputs = 9, .tasks = {{"a"}}};
  problem.sparse_groups = {0, 0, 0, 0, 1, 1, 1, 1, 1};
  return problem;
}

TEST(SparseProduct, IsThatOfOneHotInputs) {
  for (const Index dense : {0, 3}) {
    const Problem problem = problem_of(dense);
    for (const Index examples : {1, 15, 33}) {
      const Batch<double> batch = random_batch(problem, examples, 1);
      const Matrix<double> x = inputs_of(problem, batch);
      for (const Index rows : {1, 7, 16, 41, 144, 177, 400}) {
        const Weights<double> w = Weights<double>::Random(rows, problem.inputs());
        const Vector<double> b = Vector<double>::Random(rows);
        const auto [z, d_w, d_b] = multiply(w, b, batch);
        const Matrix<double> expected = (w * x).colwise() + b;
        const auto largest = [](const auto& difference) {
          return difference.cwiseAbs().maxCoeff();
        };
        EXPECT_LT(largest(z - expected), 1e-12) << rows << " x " << examples;
        EXPECT_LT(largest((d_w - expected * x.transpose()).array() - 1), 1e-11) << rows;
        EXPECT_LT(largest((d_b - expected.rowwise().sum()).array() - 1), 1e-11) << rows;
      }
    }
  }
}

// As by position a category may set the input of another column's: twice, or none.
TEST(SparseProduct, TakesExamplesWithAnyInputs) {
  const Problem problem = problem_of(2);
  Batch<double> batch;
  batch.dense = Matrix<double>::Random(2, 5);
  batch.labels = Matrix<double>::Zero(1, 5);
  batch.sparse = {.items = {1, 1, 5, 8, 0, 8, 1}, .offsets = {0, 0, 3, 3, 7, 7}};
  CombinationFinder finder(problem);
  combine(finder, batch);
  const Weights<double> w = Weights<double>::Random(20, problem.inputs());
  const Vector<double> b = Vector<double>::Random(20);
  const Matrix<double> x = inputs_of(problem, batch);
  const auto [z, d_w, d_b] = multiply(w, b, batch);
  EXPECT_LT((z - ((w * x).colwise() + b)).cwiseAbs().maxCoeff(), 1e-13);
  EXPECT_LT(((d_w - z * x.transpose()).array() - 1).abs().maxCoeff(), 1e-13);
}

#ifdef __AVX2__
TEST(SparseProduct, HasTheSameBitsForVectorsOfAnyWidth) {
  if (!has_avx512) GTEST_SKIP() << "this processor has no AVX-512";
  const Problem problem = problem_of(7);
  const Batch<double> drawn = random_batch(problem, 50, 2);
  const Batch<float> batch{drawn.dense.cast<float>(), drawn.sparse, drawn.labels.cast<float>(),
                           drawn.combinations};
  for (const Index rows : {5, 80, 161, 336}) {
    const Weights<float> w = Weights<float>::Random(rows, problem.inputs());
    const Vector<float> b = Vector<float>::Random(rows);
    const SparseProducts<float> wide = multiply(w, b, batch);
    const SparseProducts<float> narrow =
        testing::without_avx512([&] { return multiply(w, b, batch); });
    EXPECT_EQ(wide.z, narrow.z);
    EXPECT_EQ(wide.d_w, narrow.d_w);
    EXPECT_EQ(wide.d_b, narrow.d_b);
  }
}
#endif

}  // namespace
}  // namespace mmoe
