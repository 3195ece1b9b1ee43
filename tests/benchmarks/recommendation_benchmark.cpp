// SPDX-License-Identifier: Apache-2.0
// Drawing rows of the synthetic log of a recommender, at its full size.
#include <benchmark/benchmark.h>

#include <vector>

#include "data/recommendation/log.h"

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

}  // namespace
}  // namespace mmoe
