// SPDX-License-Identifier: Apache-2.0
#include "report/tables/pair_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/tables/text_table.h"
#include "results/labels.h"
#include "statistics/or_null.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// The setting's comparisons that are shown.
std::vector<const ordered_json*> shown(const ordered_json& comparisons,
                                       const ordered_json& setting) {
  std::vector<const ordered_json*> list;
  for (const ordered_json& comparison : comparisons) {
    if (comparison["setting"] == setting) list.push_back(&comparison);
  }
  const auto is_mean = [](const ordered_json* c) { return (*c)["task"].is_null(); };
  const bool has_mean = std::any_of(list.begin(), list.end(), is_mean);
  std::erase_if(list, [&](const ordered_json* c) {
    return has_mean && (*c)["metric"] == "mse" && !is_mean(c);
  });
  return list;
}

std::string title_of(const ordered_json& comparison) {
  const ordered_json& task = comparison["task"];
  return (task.is_null() ? "mean" : task.get<std::string>()) + " " +
         metric_title(comparison["metric"]);
}

bool has_sources(const ordered_json& comparison) {
  const ordered_json& pairs = comparison["pairs"];
  return std::any_of(pairs.begin(), pairs.end(),
                     [](const ordered_json& pair) { return pair.contains("sources"); });
}

std::string interval_text(const ordered_json& ci) {
  if (ci.is_null()) return "–";
  return fmt::format("[{:+.4f}, {:+.4f}]", ci[0].get<double>(), ci[1].get<double>());
}

void add_difference(std::vector<std::string>& row, const ordered_json& pair) {
  const auto difference = number_or_none(pair["difference"]);
  row.push_back(difference ? fmt::format("{:+.4f}", *difference) : "–");
  row.push_back(interval_text(pair["ci95"]));
  row.push_back(p_text(number_or_none(pair["p_holm"])));
}

/// The mean and its error over runs and test rows.
void add_mean_difference(std::vector<std::string>& row, const ordered_json& pair) {
  if (!pair.contains("sources")) {
    row.insert(row.end(), 4, "–");
    return;
  }
  const ordered_json& of = pair["sources"];
  row.push_back(fmt::format("{:+.4f}", of["mean"].get<double>()));
  row.push_back(interval_text(of["ci95"]));
  row.push_back(
      fmt::format("{:.5f}, {:.5f}", of["se_runs"].get<double>(), of["se_rows"].get<double>()));
  row.push_back(p_text(number_or_none(of["p_holm"])));
}

}  // namespace

std::string pair_table(const ordered_json& comparisons, const ordered_json& setting,
                       std::size_t width) {
  const auto list = shown(comparisons, setting);
  if (list.empty()) return "";
  const ordered_json& pairs = list.front()->at("pairs");
  const std::string first = pairs[0]["b"];
  std::vector<Column> columns = {{"minus " + model_title(first), false}};
  for (const ordered_json* comparison : list) {
    columns.push_back({title_of(*comparison)});
    columns.push_back({"95% interval", false, true});
    if (has_sources(*comparison)) columns.push_back({"se: runs, rows", false, true});
    columns.push_back({"p", true, true});
  }
  TextTable table(columns);
  bool any = false;
  for (std::size_t i = 0; i < pairs.size() && pairs[i]["b"] == first; ++i) {
    std::vector<std::string> row = {model_title(pairs[i]["a"])};
    for (const ordered_json* comparison : list) {
      const ordered_json& pair = comparison->at("pairs")[i];
      any = any || pair["n"] > 1;
      (has_sources(*comparison) ? add_mean_difference : add_difference)(row, pair);
    }
    table.add(row);
  }
  return any ? table.text(width) : "";
}

}  // namespace mmoe
