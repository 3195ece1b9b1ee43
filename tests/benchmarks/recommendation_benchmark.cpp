// SPDX-License-Identifier: Apache-2.0
// A recommender at its full size: drawing rows of the synthetic log; training steps and predictions
// of a network with a million ids. "slices" are steps in so many slices on so many threads: the
// processor's time is that of all threads.
#include <benchmark/benchmark.h>

#include <vector>

#include "data/recommendation/log.h"
#include "math/determinism.h"
#include "models/registry.h"
#include "training/batch_slices.h"

namespace mmoe {
namespace {

void draw_recommendation_rows(benchmark::State& state) {
  static const RecommendationLog log({}, 1, 0, "data");
  std::vector<RecommendationRow> rows(1024);
  std::int64_t first = 0;
  for (auto _ : state) {
    log.draw(first, rows);
    first += std::ssize(rows);
    benchmark::DoNotOptimize(rows.data());
  }
  state.SetItemsProcessed(first);
}
BENCHMARK(draw_recommendation_rows)->Name("draw/recommendation");

constexpr Index kFields = 10, kIds = 100000, kExamples = 1024;

const Problem& ids_problem() {
  static const Problem problem{
      .dense_inputs = 5,
      .sparse_inputs = kFields * kIds,
      .tasks = {{"engagement", TaskKind::kBinary}, {"satisfaction", TaskKind::kBinary}},
      .embedded = {.width = 16, .vocabularies = std::vector<Index>(kFields, kIds)}};
  return problem;
}

/// Ids drawn evenly: the worst case for caches.
std::vector<Batch<float>> id_batches(std::size_t count) {
  const Stream stream{1, Purpose::kCheck, 0};
  std::uint64_t next = 0;
  std::vector<Batch<float>> batches(count);
  for (Batch<float>& batch : batches) {
    batch.dense.resize(ids_problem().dense_inputs, kExamples);
    batch.labels.resize(2, kExamples);
    for (float& x : batch.dense.reshaped()) x = static_cast<float>(normal(stream, next++));
    for (float& y : batch.labels.reshaped()) {
      y = static_cast<float>(uniform_below(stream, next++, 2));
    }
    for (Index e = 0; e < kExamples; ++e) {
      for (Index f = 0; f < kFields; ++f) {
        batch.sparse.items.push_back(
            static_cast<std::int32_t>(f * kIds + Index(uniform_below(stream, next++, kIds))));
      }
      batch.sparse.end_list();
    }
  }
  return batches;
}

/// A Shared-Bottom network of 256-128-64 and towers of 32; its tables by plain SGD.
class IdsNetwork {
 public:
  explicit IdsNetwork(const TrainingOptions& options)
      : model_(find_model("shared-bottom", "bench")
                   .make_float({{"bottom", {256, 128, 64}}, {"tower", {32}}}, ids_problem())),
        theta_(model_->layout().size()),
        slices_(*model_, ids_problem(), options, team_),
        update_(options.optimiser, model_->layout(), ids_problem()),
        batches_(id_batches(32)) {
    model_->initialise(Scheme::kGlorotUniform, {1, Purpose::kInitialisation, 0}, theta_.view());
  }

  void use_threads(std::size_t threads) { team_.resize(threads); }
  double parameters() const { return static_cast<double>(model_->layout().parameter_count()); }

  void step() {
    const Batch<float>& batch = batches_[next_++ % batches_.size()];
    slices_.forward(std::as_const(theta_).view(), batch, {});
    slices_.backward(std::as_const(theta_).view(), batch, update_);
    update_.update(batch, theta_.view(), slices_.gradient(), 1e-3F);
  }
  void predict(const HeldOut& rows) {
    benchmark::DoNotOptimize(slices_.predict(std::as_const(theta_).view(), rows));
  }

 private:
  FlushSubnormals flushed_;  // as in a training
  ThreadTeam team_;
  std::unique_ptr<Model<float>> model_;
  CacheAligned<float> theta_;
  BatchSlices slices_;
  TrainingUpdate<float> update_;
  std::vector<Batch<float>> batches_;
  std::size_t next_ = 0;
};

TrainingOptions ids_options(std::int64_t slices) {
  TrainingOptions options;
  options.batch = kExamples;
  options.slices = slices;
  options.optimiser.tables = "sgd";
  return options;
}

void step_ids(benchmark::State& state) {
  IdsNetwork network(ids_options(1));
  for (auto _ : state) network.step();
  state.SetItemsProcessed(state.iterations() * kExamples);
  state.counters["parameters"] = network.parameters();
}
BENCHMARK(step_ids)->Name("step_ids/shared-bottom")->Arg(kExamples);

void step_in_slices(benchmark::State& state) {
  IdsNetwork network(ids_options(state.range(0)));
  network.use_threads(static_cast<std::size_t>(state.range(1)));
  for (auto _ : state) network.step();
  state.SetItemsProcessed(state.iterations() * kExamples);
}
BENCHMARK(step_in_slices)
    ->Name("slices")
    ->ArgsProduct({{1, 2, 4, 8}, {1, 2}})
    ->MeasureProcessCPUTime()
    ->UseRealTime();

void predict_ids(benchmark::State& state) {
  IdsNetwork network(ids_options(1));
  const HeldOut rows(id_batches(1).front(), ids_problem());
  for (auto _ : state) network.predict(rows);
  state.SetItemsProcessed(state.iterations() * kExamples);
}
BENCHMARK(predict_ids)->Name("predict_ids/shared-bottom");

}  // namespace
}  // namespace mmoe
