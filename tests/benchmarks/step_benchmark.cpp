// SPDX-License-Identifier: Apache-2.0
// A training step of each model at the paper's size, drawing a batch, AUC; each beside the
// machine's own rate of float matrix products, measured in the same run. Names are read by
// compare_torch.py. Counters: of_product_rate is a step's products, counted by hand, as a share of
// that rate, and of_kernel_rate as a share of the rate of small products by libxsmm's kernels
// (where the build has them); of_product_512 is the time of what has no products, in products of
// two 512 x 512 matrices.
#include <benchmark/benchmark.h>

#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "data/registry.h"
#include "machine_rate.h"
#include "math/metrics.h"
#include "math/product.h"
#include "math/simd/cache_aligned.h"
#include "models/registry.h"
#include "stepper.h"

namespace mmoe {
namespace {

using nlohmann::json;

/// The first batches of a run of `data`.
std::vector<Batch<float>> batches_of(const DataSet& data, Index examples) {
  const auto run = data.open({.batch = examples});
  std::vector<Batch<float>> batches(32);
  for (std::size_t i = 0; i < batches.size(); ++i) {
    run->training_batch(static_cast<std::int64_t>(i), batches[i]);
  }
  return batches;
}

void step(benchmark::State& state, const ModelEntry& entry) {
  const auto data = find_data_set("synthetic", "bench").open(json::object(), 1, "");
  const Index examples = state.range(0);
  const Problem problem = data->problem(0);
  json options = json::object();
  if (entry.name == "tensor-factorization") options = {{"r1", 16}, {"r2", 16}};
  Stepper stepper(entry, options, problem, batches_of(*data, examples));
  for (auto _ : state) stepper.step();
  report_step(state, stepper.layout(),
              product_operations(stepper.layout(), problem, problem.inputs(), examples));
}

constexpr Index kColumns = 31;  // one-hot ones of Census-income

/// Census-like inputs: 7 dense ones and 31 one-hot columns of some 473 categories in all.
std::vector<Batch<float>> sparse_batches(const Problem& problem, Index examples) {
  const Index per_column = problem.sparse_inputs / kColumns;
  const Stream stream{1, Purpose::kCheck, 0};
  std::uint64_t next = 0;
  std::vector<Batch<float>> batches(32);
  for (Batch<float>& batch : batches) {
    batch.dense.resize(problem.dense_inputs, examples);
    for (Index i = 0; i < batch.dense.size(); ++i) {
      batch.dense.data()[i] = static_cast<float>(normal(stream, next++));
    }
    batch.labels.resize(problem.task_count(), examples);
    for (Index e = 0; e < examples; ++e) {
      for (Index c = 0; c < kColumns; ++c) {
        const auto category = uniform_below(stream, next++, static_cast<std::uint64_t>(per_column));
        batch.sparse.items.push_back(static_cast<std::int32_t>(c * per_column + Index(category)));
      }
      batch.sparse.end_list();
      for (Index k = 0; k < problem.task_count(); ++k) {
        batch.labels(k, e) = static_cast<float>(uniform_below(stream, next++, 2));
      }
    }
  }
  return batches;
}

void step_sparse(benchmark::State& state, const ModelEntry& entry) {
  const Problem problem{7, 473, {{"a", TaskKind::kBinary}, {"b", TaskKind::kBinary}}};
  const Index examples = state.range(0);
  Stepper stepper(entry, json::object(), problem, sparse_batches(problem, examples));
  for (auto _ : state) stepper.step();
  report_step(
      state, stepper.layout(),
      product_operations(stepper.layout(), problem, problem.dense_inputs + kColumns, examples));
}

/// Census-income, or null if its files are not found.
const DataSet* census() {
  static const std::unique_ptr<DataSet> data = []() -> std::unique_ptr<DataSet> {
    try {
      return find_data_set("census-income", "bench").open(json::object(), 1, "");
    } catch (const InputError&) {
      return nullptr;
    }
  }();
  return data.get();
}

void step_census(benchmark::State& state, const ModelEntry& entry) {
  if (census() == nullptr) return state.SkipWithError("no files: set MMOE_DATA_DIR");
  const Problem problem = census()->problem(0);
  const Index examples = state.range(0);
  Stepper stepper(entry, json::object(), problem, batches_of(*census(), examples));
  for (auto _ : state) stepper.step();
  report_step(
      state, stepper.layout(),
      product_operations(stepper.layout(), problem, problem.dense_inputs + kColumns, examples));
}

/// What several models trained on one batch share: its rows in random order, their combinations.
void draw_census(benchmark::State& state) {
  if (census() == nullptr) return state.SkipWithError("no files: set MMOE_DATA_DIR");
  const auto run = census()->open({.batch = state.range(0)});
  CombinationFinder finder(census()->problem(0));
  Batch<float> batch;
  std::int64_t number = 0;
  for (auto _ : state) {
    run->training_batch(number++, batch);
    combine(finder, batch);
  }
  report_in_products(state);
}

void generate(benchmark::State& state) {
  const auto data = find_data_set("synthetic", "bench").open(json::object(), 1, "");
  const auto run = data->open({.batch = state.range(0)});
  Batch<float> batch;
  std::int64_t number = 0;
  for (auto _ : state) run->training_batch(number++, batch);
  state.SetItemsProcessed(state.iterations() * state.range(0) * data->problem(0).inputs());
  report_in_products(state);
}

void area_under_roc_benchmark(benchmark::State& state) {
  const auto n = static_cast<std::size_t>(state.range(0));
  std::vector<float> scores(n), labels(n);
  for (std::size_t i = 0; i < n; ++i) {
    labels[i] = static_cast<float>(uniform_below({1, Purpose::kCheck, 1}, i, 2));
    scores[i] = static_cast<float>(normal({1, Purpose::kCheck, 2}, i)) + labels[i];
  }
  for (auto _ : state) benchmark::DoNotOptimize(area_under_roc(scores, labels));
  report_in_products(state);
}

void matrix_product(benchmark::State& state) {
  const Index side = state.range(0);
  const Eigen::MatrixXf a = Eigen::MatrixXf::Random(side, side);
  const Eigen::MatrixXf b = Eigen::MatrixXf::Random(side, side);
  Eigen::MatrixXf c(side, side);
  for (auto _ : state) {
    c.noalias() = a * b;
    benchmark::DoNotOptimize(c.data());
  }
  const auto n = static_cast<double>(side);
  state.counters["flops"] =
      benchmark::Counter(2 * n * n * n, benchmark::Counter::kIsIterationInvariantRate);
}

/// The three products of MMoE's first layers, 144 x 100 on 128 examples, one after another.
void small_products(benchmark::State& state) {
  constexpr Index kOut = 144, kIn = 100;
  const Index examples = state.range(0);
  CacheAligned<float> w(kOut * kIn), x(kIn * examples), z(kOut * examples),
      scratch(kOut * examples);
  const DenseProducts<float> products({.out = kOut, .in = kIn, .stride = kOut}, examples);
  for (auto _ : state) {
    products.forward(w.view().data(), x.view().data(), z.view().data());
    products.weight_gradient(z.view().data(), x.view().data(), w.view().data(),
                             scratch.view().data());
    products.input_gradient(w.view().data(), z.view().data(), x.view().data());
    benchmark::DoNotOptimize(x.view().data());
  }
  state.counters["flops"] = benchmark::Counter(3 * 2.0 * static_cast<double>(kOut * kIn * examples),
                                               benchmark::Counter::kIsIterationInvariantRate);
}

const bool kRegistered = [] {
  for (const ModelEntry& entry : models()) {
    benchmark::RegisterBenchmark(("step/" + entry.name).c_str(),
                                 [&entry](benchmark::State& state) { step(state, entry); })
        ->Arg(32)
        ->Arg(128)
        ->Arg(512);
    benchmark::RegisterBenchmark(("step_sparse/" + entry.name).c_str(),
                                 [&entry](benchmark::State& state) { step_sparse(state, entry); })
        ->Arg(256);
    benchmark::RegisterBenchmark(("step_census/" + entry.name).c_str(),
                                 [&entry](benchmark::State& state) { step_census(state, entry); })
        ->Arg(256);
  }
  benchmark::RegisterBenchmark("draw_census", draw_census)->Arg(256);
  benchmark::RegisterBenchmark("generate", generate)->Arg(32)->Arg(128)->Arg(512);
  benchmark::RegisterBenchmark("area_under_roc", area_under_roc_benchmark)->Arg(100000);
  benchmark::RegisterBenchmark("matrix_product", matrix_product)->Arg(512);
  benchmark::RegisterBenchmark("small_products", small_products)->Arg(32)->Arg(128)->Arg(512);
  return true;
}();

}  // namespace
}  // namespace mmoe
