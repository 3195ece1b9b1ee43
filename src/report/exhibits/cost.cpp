// SPDX-License-Identifier: Apache-2.0
// The cost of each model: parameters and training time.
#include <fmt/format.h>

#include "base/count_text.h"
#include "report/exhibits/exhibit.h"
#include "report/exhibits/model_rows.h"
#include "results/labels.h"
#include "results/runs.h"
#include "statistics/summary.h"

namespace mmoe {

std::optional<Exhibit> cost(const Result& result) {
  Table table{
      .name = "cost",
      .caption = fmt::format("Parameters, of the largest network, and time of one training by "
                             "model, median over the trials of all settings, on {}",
                             result.environment.value("cpu", "an unknown CPU")),
      .columns = {{"model", false},
                  {"parameters", true},
                  {"seconds", true},
                  {"trials", true},
                  {"hours of all", true}}};
  const auto models = models_of(result);
  Panel size = model_rows("", "parameters, thousands", result);
  Panel time = model_rows("", "seconds a training", result);
  size.x.low = time.x.low = 0;
  for (std::size_t m = 0; m < models.size(); ++m) {
    std::int64_t parameters = 0;
    for (const ResultCell& cell : result.cells) {
      if (cell.model == models[m]) parameters = std::max(parameters, cell.parameters);
    }
    std::vector<double> seconds;
    double total = 0;
    for (const TrialRecord& trial : result.trials) {
      if (trial.model != models[m] || !trial.ok) continue;
      seconds.push_back(trial.seconds);
      total += trial.seconds;
    }
    const Summary s = summarise(seconds);
    table.rows.push_back({model_title(models[m]), with_commas(parameters),
                          Number{.value = s.median, .decimals = 2},
                          with_commas(static_cast<std::int64_t>(s.n)),
                          Number{.value = total / 3600, .decimals = 3}});
    add_dot(size, result, m, static_cast<double>(parameters) / 1000, std::nullopt);
    if (s.median) add_dot(time, result, m, s.median, Interval{*s.q1, *s.q3});
  }
  if (time.traces.empty()) return std::nullopt;
  return Exhibit{
      .name = "cost",
      .title = "Parameters and training time",
      .how_to_read =
          "Further left is cheaper. Seconds are the median training, bars span the "
          "middle half of them; they depend on the machine and on what else it did.",
      .figures = {{.name = "cost",
                   .description = "Parameters, and seconds of a training, one row per model",
                   .panels = {size, time},
                   .columns = 2}},
      .tables = {table}};
}

}  // namespace mmoe
