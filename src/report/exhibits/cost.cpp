// SPDX-License-Identifier: Apache-2.0
// What each model costs: parameters and training time.
#include <fmt/format.h>

#include "report/exhibits/exhibit.h"
#include "report/labels.h"
#include "report/runs.h"
#include "report/style.h"

namespace mmoe {

std::optional<Exhibit> cost(const Result& result) {
  Table table{
      .name = "cost",
      .caption = fmt::format("Parameters and time of one training by model, median over the "
                             "trials of all settings, on {}",
                             result.environment.value("cpu", "an unknown CPU")),
      .columns = {{"model", false},
                  {"parameters", true},
                  {"seconds", true},
                  {"trials", true},
                  {"hours of all", true}}};
  Panel panel{.title = "",
              .x = {.label = "parameters, thousands", .low = 0},
              .y = {.label = "seconds a training", .low = 0}};
  const auto models = models_of(result);
  for (std::size_t m = 0; m < models.size(); ++m) {
    std::int64_t parameters = 0;
    for (const ResultCell& cell : result.cells) {
      if (cell.model == models[m]) parameters = std::max(parameters, cell.parameters);
    }
    std::vector<double> seconds;
    double total = 0;
    for (const ResultTrial& trial : result.trials) {
      if (trial.model != models[m] || !trial.ok) continue;
      seconds.push_back(trial.seconds);
      total += trial.seconds;
    }
    const Summary s = summarise(seconds);
    table.rows.push_back({model_title(models[m]), with_commas(parameters),
                          Number{.value = s.median, .decimals = 2},
                          with_commas(static_cast<std::int64_t>(s.n)),
                          Number{.value = total / 3600, .decimals = 3}});
    if (!s.median) continue;
    panel.traces.push_back({.label = model_title(models[m]),
                            .shape = Trace::Shape::kPoints,
                            .style = model_style(models[m], m),
                            .x = {static_cast<double>(parameters) / 1000},
                            .y = {*s.median},
                            .low = {*s.q1},
                            .high = {*s.q3}});
  }
  if (panel.traces.empty()) return std::nullopt;
  return Exhibit{.name = "cost",
                 .title = "Parameters and training time",
                 .how_to_read =
                     "Lower is cheaper; bars span half of the trials. Models of equal "
                     "size stand above each other.",
                 .figures = {{.name = "cost",
                              .description = "Seconds of a training against the number of "
                                             "parameters, a point a model",
                              .panels = {panel}}},
                 .tables = {table}};
}

}  // namespace mmoe
