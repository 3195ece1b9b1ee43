// SPDX-License-Identifier: Apache-2.0
#include "report/tables/run_plot.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/characters.h"
#include "base/count_text.h"
#include "report/exhibits/by_pearson.h"
#include "report/tables/text_table.h"
#include "results/labels.h"
#include "results/runs.h"

namespace mmoe {
namespace {

constexpr std::size_t kMostSettings = 4;    // more would fill the screen
constexpr std::size_t kMostPlotWidth = 72;  // of the columns that runs are counted in
constexpr const char* kHeights[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::size_t kTallest = std::size(kHeights) - 1;

struct PlotLine {
  std::string model;
  std::vector<double> values;
};

std::vector<PlotLine> plot_lines(const Result& result, const nlohmann::ordered_json& setting,
                                 const std::string& metric) {
  const std::string task = task_of(result, setting, metric);
  std::vector<PlotLine> lines;
  for (const ResultCell& cell : result.cells) {
    if (cell.setting != setting) continue;
    PlotLine line{model_title(cell.model), test_values(trials_of(result, cell), metric, task)};
    if (!line.values.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

/// Runs by column; any run shows, and the fullest column is the tallest.
std::string columns_text(const std::vector<double>& values, Interval axis, std::size_t width) {
  std::vector<std::size_t> counts(width, 0);
  const double span = axis.high - axis.low;
  for (const double value : values) {
    const double share = span > 0 ? (value - axis.low) / span : 0.5;
    counts[std::min(width - 1, static_cast<std::size_t>(share * static_cast<double>(width)))] += 1;
  }
  const std::size_t most = *std::ranges::max_element(counts);
  std::string text;
  for (const std::size_t count : counts) {
    text += kHeights[(count * kTallest + most - 1) / most];
  }
  return text;
}

std::string setting_plot(const std::vector<PlotLine>& lines, std::size_t width) {
  Interval axis{lines.front().values.front(), lines.front().values.front()};
  std::size_t names = 0;
  for (const PlotLine& line : lines) {
    const auto [low, high] = std::ranges::minmax(line.values);
    axis = {std::min(axis.low, low), std::max(axis.high, high)};
    names = std::max(names, display_width(line.model));
  }
  const std::size_t columns = std::min(kMostPlotWidth, width - std::min(width - 20, names + 4));
  std::string text;
  for (const PlotLine& line : lines) {
    text +=
        fmt::format("  {}{} |{}\n", line.model, std::string(names - display_width(line.model), ' '),
                    columns_text(line.values, axis, columns));
  }
  const std::string low = fmt::format("{:.4g}", axis.low);
  return text + fmt::format("  {:{}}  {}{:>{}}\n", "", names, low, fmt::format("{:.4g}", axis.high),
                            columns - low.size());
}

}  // namespace

std::string run_plot(const Result& result, std::size_t width) {
  const std::string metric = headline_metric(result);
  const auto settings = settings_of(result);
  std::string text;
  for (std::size_t i = 0; i < std::min(kMostSettings, settings.size()); ++i) {
    const auto lines = plot_lines(result, settings[i], metric);
    if (std::ranges::none_of(lines, [](const PlotLine& l) { return l.values.size() > 1; }))
      continue;
    text += folded_line(
        fmt::format("\n{}test {} of each run{}; higher columns: more runs",
                    settings[i].empty() ? "" : setting_title(settings[i]) + ": ",
                    metric_title(metric), metric == "mse" ? ", mean over tasks" : ", main task"),
        width, 2);
    text += setting_plot(lines, width);
  }
  if (text.empty() || settings.size() <= kMostSettings) return text;
  return text + fmt::format("({})\n", counted(settings.size() - kMostSettings, "more setting"));
}

}  // namespace mmoe
