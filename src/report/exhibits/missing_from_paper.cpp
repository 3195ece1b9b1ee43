// SPDX-License-Identifier: Apache-2.0
// The parts of the paper that no result has data for, down to single models.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/paper_values.h"
#include "models/registry.h"
#include "report/exhibits/exhibit.h"
#include "results/label_points.h"
#include "results/labels.h"
#include "results/runs.h"

namespace mmoe {
namespace {

/// A model of the paper at one point of its sweep.
struct WantedCell {
  const char* data_set;
  std::string model;
  const char* setting;
  double value;
};

bool is_wanted(const Result& result, const ResultCell& cell, const WantedCell& wanted) {
  // Figure 3's network is another than the model that its label stands for.
  const std::string model = cell.model == kFigure3Model ? cell.model : model_of(result, cell.model);
  return model == wanted.model && setting_number(cell.setting, wanted.setting) == wanted.value;
}

bool has_cell(const std::vector<Result>& results, const WantedCell& wanted) {
  return std::any_of(results.begin(), results.end(), [&](const Result& result) {
    return result.data_set() == wanted.data_set &&
           std::any_of(result.cells.begin(), result.cells.end(),
                       [&](const ResultCell& cell) { return is_wanted(result, cell, wanted); });
  });
}

/// Of `models` those that no result has; `where` says at which point.
std::vector<std::string> lacking(const std::vector<Result>& results,
                                 const std::vector<std::string>& models, WantedCell where) {
  std::vector<std::string> titles;
  for (const std::string& model : models) {
    where.model = model;
    if (!has_cell(results, where)) titles.push_back(model_title(model));
  }
  return titles;
}

/// "Table 1: no result has MMoE at Census-income group 1; COMMAND", or no result at all has it.
std::string missing_text(const std::string& part, const std::vector<std::string>& lacked,
                         std::size_t models, const std::string& point, const std::string& command) {
  const std::string what =
      lacked.size() < models ? fmt::format("{} at {}", fmt::join(lacked, ", "), point) : point;
  return fmt::format("{}: no result has {}; {}", part, what, command);
}

void add_figure_3(std::vector<std::string>& missing, const std::vector<Result>& results) {
  std::vector<double> cosines;
  for (const double cosine : kPaperCosines) {
    if (!has_cell(results, {"synthetic", kFigure3Model, "cosine", cosine})) {
      cosines.push_back(cosine);
    }
  }
  if (cosines.empty()) return;
  missing.push_back(
      fmt::format("Figure 3 with the paper's network of 16 units: no result has it at cosine {}; "
                  "mmoe-bench --exp synthetic-figure-3",
                  fmt::join(cosines, ", ")));
}

void add_figures_4_and_5(std::vector<std::string>& missing, const std::vector<Result>& results) {
  const std::vector<std::string> models = {"shared-bottom", "omoe", "mmoe"};
  for (const double cosine : kPaperCosines) {
    const auto lacked = lacking(results, models, {"synthetic", "", "cosine", cosine});
    if (lacked.empty()) continue;
    missing.push_back(missing_text("Figures 4 and 5", lacked, models.size(),
                                   fmt::format("synthetic data of cosine {}", cosine),
                                   "mmoe-bench --exp synthetic"));
  }
}

void add_table(std::vector<std::string>& missing, const std::vector<Result>& results, int group) {
  std::vector<std::string> models;
  for (const ModelEntry& entry : mmoe::models()) {
    if (paper_auc(group, entry.name)) models.push_back(entry.name);
  }
  const auto lacked =
      lacking(results, models, {"census-income", "", "group", static_cast<double>(group)});
  if (lacked.empty()) return;
  missing.push_back(missing_text(fmt::format("Table {}", group), lacked, models.size(),
                                 fmt::format("Census-income group {}", group),
                                 fmt::format("mmoe-bench --exp census-income --group {}", group)));
}

void add_table_3(std::vector<std::string>& missing, const std::vector<Result>& results) {
  constexpr double kDefaultRelatedness = 0.5;
  std::vector<std::string> models;
  for (const ModelEntry& entry : mmoe::models()) {
    if (paper_table_3(entry.name)) models.push_back(entry.name);
  }
  const auto lacked =
      lacking(results, models, {"recommendation", "", "relatedness", kDefaultRelatedness});
  if (lacked.empty()) return;
  missing.push_back(missing_text(
      "Table 3", lacked, models.size(), "the recommendation log",
      fmt::format("mmoe-bench --exp recommendation --models {}", fmt::join(models, ","))));
}

}  // namespace

std::vector<std::string> missing_from_paper(const std::vector<Result>& results) {
  std::vector<std::string> missing;
  if (std::none_of(results.begin(), results.end(), has_label_function)) {
    missing.emplace_back("Figure 2: no result has synthetic data; mmoe-bench --exp synthetic");
  }
  add_figure_3(missing, results);
  add_figures_4_and_5(missing, results);
  const auto has_gates = [](const Result& result) { return gates(result).has_value(); };
  if (std::none_of(results.begin(), results.end(), has_gates)) {
    missing.emplace_back(
        "Gates of MMoE (as Figure 6): no result has them; mmoe-bench --exp synthetic");
  }
  for (const int group : {1, 2}) add_table(missing, results, group);
  add_table_3(missing, results);
  const auto has_live_test = [](const Result& result) { return result.live.has_value(); };
  if (std::none_of(results.begin(), results.end(), has_live_test)) {
    missing.emplace_back(
        "Table 4, simulated: no result has a live test; mmoe-bench --exp recommendation-live");
  }
  return missing;
}

}  // namespace mmoe
