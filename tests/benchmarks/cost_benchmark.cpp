// SPDX-License-Identifier: Apache-2.0
// What a training step of MMoE costs as one size after the other departs from the paper's.
// Names, which cost_curves.py reads: cost/mmoe/B/n/h/K/d.
#include <benchmark/benchmark.h>

#include <array>
#include <string>
#include <vector>

#include "machine_rate.h"
#include "math/random.h"
#include "stepper.h"

namespace mmoe {
namespace {

/// B examples, n experts of h units, K tasks, d inputs.
using Sizes = std::array<std::int64_t, 5>;

constexpr Sizes kPaper = {128, 8, 16, 2, 100};

/// Batches of normal inputs and labels: a step takes the same time whatever they are.
std::vector<Batch<float>> normal_batches(const Problem& problem, Index examples) {
  const Stream stream{1, Purpose::kCheck, 0};
  std::uint64_t next = 0;
  std::vector<Batch<float>> batches(8);
  for (Batch<float>& batch : batches) {
    batch.dense.resize(problem.dense_inputs, examples);
    batch.labels.resize(problem.task_count(), examples);
    for (auto* matrix : {&batch.dense, &batch.labels}) {
      for (Index i = 0; i < matrix->size(); ++i) {
        matrix->data()[i] = static_cast<float>(normal(stream, next++));
      }
    }
  }
  return batches;
}

void step_cost(benchmark::State& state) {
  const Index examples = state.range(0), tasks = state.range(3);
  Problem problem;
  problem.dense_inputs = state.range(4);
  for (Index k = 0; k < tasks; ++k) problem.tasks.push_back({.name = "y" + std::to_string(k)});
  Stepper stepper(find_model("mmoe", "benchmark"),
                  {{"experts", state.range(1)}, {"expert", {state.range(2)}}, {"tower", {8}}},
                  problem, normal_batches(problem, examples));
  for (auto _ : state) stepper.step();
  const double operations =
      product_operations(stepper.layout(), problem, problem.inputs(), examples);
  state.counters["operations"] = operations;
  report_step(state, stepper.layout(), operations);
}

const bool kCostsRegistered = [] {
  const std::array<std::vector<std::int64_t>, 5> values = {{{16, 32, 64, 128, 256, 512, 1024},
                                                            {2, 4, 8, 16, 32, 64},
                                                            {4, 8, 16, 32, 64, 128},
                                                            {1, 2, 4, 8, 16},
                                                            {25, 50, 100, 200, 400, 800}}};
  benchmark::internal::Benchmark* cost = benchmark::RegisterBenchmark("cost/mmoe", step_cost);
  for (std::size_t size = 0; size < values.size(); ++size) {
    for (const std::int64_t value : values[size]) {
      Sizes sizes = kPaper;
      sizes[size] = value;
      if (sizes != kPaper || size == 0) cost->Args({sizes.begin(), sizes.end()});
    }
  }
  return true;
}();

}  // namespace
}  // namespace mmoe
