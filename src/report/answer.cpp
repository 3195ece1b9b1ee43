// SPDX-License-Identifier: Apache-2.0
#include "report/answer.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "claims/part.h"
#include "report/exhibits/by_pearson.h"
#include "report/tables/text_table.h"
#include "results/labels.h"
#include "results/pairing.h"
#include "results/replacement.h"
#include "results/row_sources.h"
#include "results/runs.h"
#include "statistics/looks.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

constexpr std::size_t kMostAnswers = 10;
constexpr std::size_t kHang = 2;

/// How a difference of the metric is shown: in percent of the reference, or as it is.
struct Scale {
  double factor;
  const char* unit;
  int decimals;
};

Scale scale_of(const std::string& metric, double reference) {
  if (better(metric) == Better::kHigher) return {1, "", 4};
  return {100 / reference, " %", 1};
}

struct FoundDifference {
  double estimate;
  Interval interval;
};

/// What every model is compared with, at the level of all comparisons together: each is a verdict.
struct Comparisons {
  const Result& result;
  std::string reference;
  std::size_t count = 0;

  double level() const {
    const double share = look_share(looks_of(result.environment).size());
    return 1 - kLevel * share / static_cast<double>(std::max<std::size_t>(count, 1));
  }
};

/// The median over paired runs; of AUCs whose trials keep blocks of test rows the mean, with the
/// error of runs and rows.
std::optional<FoundDifference> difference_from(const Result& result, const ResultCell& cell,
                                               const ResultCell& reference, double level) {
  const std::string metric = headline_metric(result);
  const std::string task = task_of(result, cell.setting, metric);
  const auto ours = trials_of(result, cell);
  const auto theirs = trials_of(result, reference);
  Part part{.sample = paired_differences(values_by_run(ours, metric, task),
                                         values_by_run(theirs, metric, task))};
  if (metric == "auc") part.sources = row_sources(auc_runs(ours, task), auc_runs(theirs, task));
  const auto interval = interval_of(part, level);
  if (!interval) return {};
  return FoundDifference{part.sources ? part.sources->center : median(part.sample), *interval};
}

/// "MMoE is better by 12.0 % [5.2, 20.1]", "OMoE cannot be told from it: -1.0 % [-3.0, +2.0]".
std::string model_text(const Comparisons& all, const ResultCell& cell,
                       const ResultCell& reference) {
  const Result& result = all.result;
  const std::string metric = headline_metric(result);
  const std::string task = task_of(result, cell.setting, metric);
  const RunValues of_reference = values_by_run(trials_of(result, reference), metric, task);
  const auto found = difference_from(result, cell, reference, all.level());
  if (!found) return "";
  std::vector<double> values;
  for (const auto& [run, value] : of_reference) values.push_back(value);
  const Scale scale = scale_of(metric, median(values));
  const auto text = [&](double value, bool is_signed) {
    return is_signed ? fmt::format("{:+.{}f}", scale.factor * value, scale.decimals)
                     : fmt::format("{:.{}f}", scale.factor * value, scale.decimals);
  };
  const auto [low, high] = found->interval;
  const double sign = better(metric) == Better::kLower ? -1 : 1;  // of a gain
  const double difference = found->estimate;
  const std::string title = model_title(cell.model);
  if (low <= 0 && high >= 0) {
    return fmt::format("{} cannot be told from it ({}{} [{}, {}])", title, text(difference, true),
                       scale.unit, text(low, true), text(high, true));
  }
  const bool is_gain = sign * difference > 0;
  const double least = difference > 0 ? low : -high;
  const double most = difference > 0 ? high : -low;
  return fmt::format("{} is {} by {}{} [{}, {}]", title, is_gain ? "better" : "worse",
                     text(std::abs(difference), false), scale.unit, text(least, false),
                     text(most, false));
}

std::string setting_text(const Comparisons& all, const nlohmann::ordered_json& setting) {
  const Result& result = all.result;
  const ResultCell* other = find_cell(result, all.reference, setting);
  if (other == nullptr) return "";
  std::vector<std::string> models;
  for (const ResultCell& cell : result.cells) {
    if (cell.setting != setting || &cell == other) continue;
    const std::string text = model_text(all, cell, *other);
    if (!text.empty()) models.push_back(text);
  }
  if (models.empty()) return "";
  return fmt::format("  {}{}", setting.empty() ? "" : setting_title(setting) + ": ",
                     fmt::join(models, "; "));
}

Comparisons comparisons_with(const Result& result, const std::string& reference) {
  Comparisons all{.result = result, .reference = reference};
  for (const ResultCell& cell : result.cells) {
    const bool is_compared =
        cell.model != reference && find_cell(result, reference, cell.setting) != nullptr;
    all.count += is_compared ? 1 : 0;
  }
  return all;
}

}  // namespace

std::string answer_text(const Result& result, std::size_t width) {
  const auto settings = settings_of(result);
  const auto models = models_of(result);
  if (models.size() < 2 || settings.size() > kMostAnswers) return "";
  const bool has_single = find_cell(result, "single-task", settings.front()) != nullptr;
  const std::string reference = has_single ? "single-task" : models.front();
  const Comparisons all = comparisons_with(result, reference);
  std::string lines;
  for (const auto& setting : settings) {
    const std::string line = setting_text(all, setting);
    if (!line.empty()) lines += folded_line(line, width, 2 * kHang);
  }
  if (lines.empty()) return "";
  const bool has_rows = keeps_blocks(result);
  const std::string head =
      fmt::format("{}Compared with {}, by test {} ({} of {} paired runs [interval{}; 95 %{}]):",
                  has_single ? "Does sharing help? " : "", model_title(reference),
                  metric_title(headline_metric(result)), has_rows ? "mean" : "median",
                  runs_text(result), has_rows ? ", over runs and test rows" : "",
                  all.count > 1 ? fmt::format(" over all {} comparisons", all.count) : "");
  return folded_line(head, width, kHang) + lines + "\n";
}

}  // namespace mmoe
