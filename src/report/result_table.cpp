// SPDX-License-Identifier: Apache-2.0
#include "report/result_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/labels.h"
#include "report/text_table.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

bool is_headline(const ordered_json& metric) {
  return metric["split"] == "test" && (metric["metric"] == "mse" || metric["metric"] == "auc");
}

std::string number(const ordered_json& value) {
  return value.is_null() ? "–" : fmt::format("{:.4f}", value.get<double>());
}

std::string interval(const ordered_json& ci) {
  if (ci.is_null()) return "–";
  return fmt::format("[{:.4f}, {:.4f}]", ci[0].get<double>(), ci[1].get<double>());
}

std::string setting_value(const ordered_json& value) {
  return value.is_number_float() ? fmt::format("{:.4g}", value.get<double>()) : value.dump();
}

std::vector<Column> columns_for(const ordered_json& cells) {
  std::vector<Column> columns;
  for (const auto& [name, value] : cells[0]["setting"].items()) columns.push_back({name, true});
  columns.push_back({"model", false});
  columns.push_back({"parameters", true});
  columns.push_back({"rate", true});
  columns.push_back({"runs", true});
  const auto widest = std::max_element(
      cells.begin(), cells.end(),
      [](const auto& a, const auto& b) { return a["metrics"].size() < b["metrics"].size(); });
  for (const ordered_json& metric : (*widest)["metrics"]) {
    if (!is_headline(metric)) continue;
    columns.push_back(
        {metric["task"].get<std::string>() + " " + metric_title(metric["metric"]), true});
    columns.push_back({"sd", true});
    columns.push_back({"95% interval", false});
  }
  return columns;
}

}  // namespace

std::string result_table(const ordered_json& result) {
  const ordered_json& experiment = result["experiment"];
  const ordered_json& cells = result["cells"];
  std::string text = fmt::format(
      "{}: {} runs, {} steps of {} examples, seed {}; on the test set, mean over runs\n\n",
      experiment["name"].get<std::string>(), experiment["runs"].dump(),
      with_commas(experiment["training"]["steps"]), experiment["training"]["batch"].dump(),
      experiment["seed"].dump());
  if (cells.empty()) return text;
  TextTable table(columns_for(cells));
  const ordered_json* setting = nullptr;
  for (const ordered_json& cell : cells) {
    if (setting != nullptr && *setting != cell["setting"]) table.add_gap();
    setting = &cell["setting"];
    std::vector<std::string> row;
    for (const auto& [name, value] : cell["setting"].items()) row.push_back(setting_value(value));
    row.push_back(model_title(cell["model"]));
    row.push_back(with_commas(cell["parameters"]));
    row.push_back(fmt::format("{}", cell["learning_rate"].get<double>()));
    const std::size_t runs_at = row.size();
    row.emplace_back("0");
    for (const ordered_json& metric : cell["metrics"]) {
      if (!is_headline(metric)) continue;
      row[runs_at] = metric["n"].dump();
      row.push_back(number(metric["mean"]));
      row.push_back(number(metric["sd"]));
      row.push_back(interval(metric["ci95"]));
    }
    table.add(row);
  }
  return text + table.text();
}

}  // namespace mmoe
