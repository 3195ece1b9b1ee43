// SPDX-License-Identifier: Apache-2.0
// A training step in its steady state leaves the heap alone. Counted below operator new, at malloc
// itself, as Eigen calls it directly.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>

#include "data/registry.h"
#include "model_test_name.h"
#include "models/gradient_check.h"
#include "models/registry.h"
#include "nn/objective.h"
#include "nn/optimiser.h"
#include "test_maps.h"
#include "training/batch_slices.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define MMOE_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define MMOE_SANITIZED 1
#endif
#endif

namespace {

std::atomic<bool> counting = false;
std::atomic<long> allocations = 0;

}  // namespace

#ifndef MMOE_SANITIZED  // sanitizers bring a malloc of their own
extern "C" void* __libc_malloc(std::size_t size);

extern "C" void* malloc(std::size_t size) {
  if (counting.load(std::memory_order_relaxed)) allocations += 1;
  return __libc_malloc(size);
}
#endif

namespace mmoe {
namespace {

using nlohmann::json;

/// Allocations of ten steps, after a first one; `draw` fills a batch of each.
template <typename Draw>
long allocations_of_steps(const ModelEntry& entry, const json& options, const Problem& problem,
                          Index examples, const Draw& draw) {
  const auto model = entry.make_float(options, problem);
  Vector<float> theta = Vector<float>::Zero(model->layout().size());
  Vector<float> gradient = theta;
  model->initialise(Scheme::kGlorotUniform, {1, Purpose::kInitialisation, 0}, mutable_view(theta));
  Optimiser<float> optimiser({}, theta.size());
  Workspace<float> ws(model->plan(), examples);
  Batch<float> batch;
  MultiTaskLoss<float> loss(problem.tasks);
  const auto step = [&](std::int64_t number) {
    draw(number, batch);
    model->forward(view(theta), batch, ws);
    loss(ws[model->output().value], batch, ws[model->output().gradient]);
    gradient.setZero();
    model->backward(view(theta), batch, ws, mutable_view(gradient));
    model->penalty(view(theta), batch, ws, mutable_view(gradient));
    optimiser.update(mutable_view(theta), mutable_view(gradient), 1e-3F);
  };
  step(0);
  allocations = 0;
  counting = true;
  for (std::int64_t number = 1; number <= 10; ++number) step(number);
  counting = false;
  return allocations;
}

long allocations_of_steps(const ModelEntry& entry, const json& options, const DataSet& data,
                          Index examples) {
  const auto run = data.open({.batch = examples});
  return allocations_of_steps(
      entry, options, data.problem(0), examples,
      [&](std::int64_t number, Batch<float>& batch) { run->training_batch(number, batch); });
}

class Allocation : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
#ifdef MMOE_SANITIZED
    GTEST_SKIP() << "not counted under a sanitizer, which brings a malloc of its own";
#endif
  }
};

TEST_P(Allocation, IsNoneInASteadyStep) {
  const auto data = find_data_set("synthetic", "test").open(json::object(), 1, "");
  for (const Index examples : {32, 128, 512}) {
    EXPECT_EQ(allocations_of_steps(find_model(GetParam(), "test"), json::object(), *data, examples),
              0)
        << examples;
  }
}

TEST_P(Allocation, IsNoneInAWideModel) {
  const auto data = find_data_set("synthetic", "test").open(json::object(), 1, "");
  const ModelEntry& entry = find_model(GetParam(), "test");
  json options = json::object();
  options[entry.width_option] = {512};
  EXPECT_EQ(allocations_of_steps(entry, options, *data, 128), 0);
}

/// Allocations of the model on sparse inputs, whose combinations are found in each step: one
/// combination in the first, and then one of each example.
long allocations_on_sparse(const std::string& model, const Problem& problem, Index examples) {
  const Batch<double> drawn = random_batch(problem, examples, 1);
  const Matrix<float> dense = drawn.dense.cast<float>(), labels = drawn.labels.cast<float>();
  CombinationFinder finder(problem);
  const auto draw = [&](std::int64_t number, Batch<float>& out) {
    out.dense = dense;
    out.labels = labels;
    out.sparse.clear();
    for (Index e = 0; e < examples; ++e) {
      const Index first = number == 0 ? 0 : e % (problem.sparse_inputs - 1);
      out.sparse.items.push_back(static_cast<std::int32_t>(first));
      out.sparse.items.push_back(static_cast<std::int32_t>(first + 1));
      out.sparse.end_list();
    }
    combine(finder, out);
  };
  return allocations_of_steps(find_model(model, "test"), json::object(), problem, examples, draw);
}

TEST_P(Allocation, IsNoneWithEmbeddings) {
  const Problem problem{7, 90, {{"y1"}, {"y2"}}, {4, {60, 30}}};
  EXPECT_EQ(allocations_on_sparse(GetParam(), problem, 32), 0);
  EXPECT_EQ(allocations_on_sparse(GetParam(), problem, 256), 0);
}

TEST_P(Allocation, IsNoneWithOneHotInputs) {
  Problem problem{7, 90, {{"y1"}, {"y2"}}};
  problem.sparse_groups.assign(60, 0);
  problem.sparse_groups.resize(90, 1);
  EXPECT_EQ(allocations_on_sparse(GetParam(), problem, 32), 0);
  EXPECT_EQ(allocations_on_sparse(GetParam(), problem, 256), 0);
}

// Slices of a batch on two threads, as a training takes them.
TEST_P(Allocation, IsNoneInSlices) {
  const Problem problem{7, 90, {{"y1"}, {"y2"}}, {4, {60, 30}}};
  const auto model = find_model(GetParam(), "test").make_float(json::object(), problem);
  TrainingOptions options;
  options.batch = 100;
  options.slices = 3;
  options.optimiser.tables = "rowwise-adagrad";
  Batch<float> batch;
  batch.dense = random_batch(problem, options.batch, 1).dense.cast<float>();
  batch.labels = random_batch(problem, options.batch, 1).labels.cast<float>();
  for (std::int32_t e = 0; e < options.batch; ++e) {
    batch.sparse.items.push_back(e % 60);
    batch.sparse.items.push_back(60 + e % 30);
    batch.sparse.end_list();
  }
  Vector<float> theta = random_parameters(model->layout(), 0.1, 2).cast<float>();
  ThreadTeam team;
  team.resize(2);
  BatchSlices slices(*model, problem, options, team);
  TrainingUpdate<float> update(options.optimiser, model->layout(), problem);
  const auto step = [&] {
    slices.forward(view(theta), batch, {});
    slices.backward(view(theta), batch, update);
    update.update(batch, mutable_view(theta), slices.gradient(), 1e-3F);
  };
  step();
  allocations = 0;
  counting = true;
  for (int number = 0; number < 10; ++number) step();
  counting = false;
  EXPECT_EQ(allocations, 0);
}

INSTANTIATE_TEST_SUITE_P(Registry, Allocation, ::testing::ValuesIn(model_names()),
                         testing::model_test_name);

TEST(AllocationCounter, Counts) {
#ifdef MMOE_SANITIZED
  GTEST_SKIP() << "not counted under a sanitizer";
#endif
  allocations = 0;
  counting = true;
  const std::vector<int> some(1000);
  counting = false;
  EXPECT_GT(allocations, 0);
  EXPECT_EQ(some.size(), 1000U);
}

}  // namespace
}  // namespace mmoe
