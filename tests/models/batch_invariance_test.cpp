// SPDX-License-Identifier: Apache-2.0
// An example's outputs have the same bits in a batch of any size, and anywhere in it: so no number
// depends on how an evaluation is cut into parts.
#include <gtest/gtest.h>

#include <algorithm>

#include "math/activation.h"
#include "model_test_name.h"
#include "models/gradient_check.h"
#include "models/registry.h"
#include "test_maps.h"

namespace mmoe {
namespace {

using nlohmann::json;

constexpr Index kExamples = 150;

/// Examples first .. first + count - 1.
Batch<float> part_of(const Batch<double>& batch, const Problem& problem, Index first, Index count) {
  Batch<float> part;
  part.dense = batch.dense.middleCols(first, count).cast<float>();
  part.labels = batch.labels.middleCols(first, count).cast<float>();
  for (Index e = first; e < first + count && batch.sparse.size() > 0; ++e) {
    const auto set = batch.sparse[e];
    part.sparse.items.insert(part.sparse.items.end(), set.begin(), set.end());
    part.sparse.end_list();
  }
  CombinationFinder finder(problem);
  combine(finder, part);
  return part;
}

class BatchInvariance : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    if (!has_kernels()) GTEST_SKIP() << "not so of Eigen's products, which this build takes";
  }

  void expect_same_bits(const json& options, const Problem& problem) {
    const auto model = find_model(GetParam(), "test").make_float(options, problem);
    const Vector<float> theta = random_parameters(model->layout(), 0.3, 2).cast<float>();
    const auto batch = random_batch(problem, kExamples, 6);
    Workspace<float> ws(model->plan(), kExamples);
    const auto outputs = [&](Index first, Index count) -> Matrix<float> {
      ws.set_batch(count);
      model->forward(view(theta), part_of(batch, problem, first, count), ws);
      return ws[model->output().value];
    };
    const Matrix<float> whole = outputs(0, kExamples);
    EXPECT_GT((whole.rowwise().maxCoeff() - whole.rowwise().minCoeff()).minCoeff(), 1e-3F);
    for (const Index size : {1, 7, 16, 33, 64, 71}) {
      for (Index first = 0; first < kExamples; first += size) {
        const Index count = std::min(size, kExamples - first);
        EXPECT_EQ(outputs(first, count), whole.middleCols(first, count))
            << options.dump() << ", examples " << first << " to " << first + count - 1;
      }
    }
  }
};

TEST_P(BatchInvariance, HoldsForEveryActivation) {
  for (const std::string& activation : activation_names()) {
    expect_same_bits({{"activation", activation}},
                     {20, 0, {{"y1"}, {"y2", TaskKind::kBinary}, {"y3"}}});
  }
}

TEST_P(BatchInvariance, HoldsForSparseInputsAndEmbeddings) {
  expect_same_bits(json::object(), {3, 12, {{"y1"}, {"y2"}}});
  expect_same_bits(json::object(), {3, 12, {{"y1"}, {"y2"}}, {4, {5, 7}}});
}

INSTANTIATE_TEST_SUITE_P(Registry, BatchInvariance, ::testing::ValuesIn(model_names()),
                         testing::model_test_name);

}  // namespace
}  // namespace mmoe
