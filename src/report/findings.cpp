// SPDX-License-Identifier: Apache-2.0
#include "report/findings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "base/count_text.h"
#include "report/exhibits/by_pearson.h"
#include "report/tables/claims_table.h"
#include "results/labels.h"
#include "results/pairing.h"
#include "results/runs.h"
#include "statistics/median_interval.h"
#include "statistics/summary.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kMostSentences = 3;  // on who is best

/// "A", "A and B", "A, B and C".
std::string joined(const std::vector<std::string>& names) {
  if (names.size() < 2) return names.empty() ? "" : names[0];
  return fmt::format("{} and {}", fmt::join(names.begin(), names.end() - 1, ", "), names.back());
}

/// Above 0: `cell` is worse than `other`, below: better, 0: the runs do not tell. Of the median of
/// paired differences.
int compared(const Result& result, const ResultCell& cell, const ResultCell& other) {
  const std::string metric = headline_metric(result);
  const std::string task = task_of(result, cell.setting, metric);
  const auto differences =
      paired_differences(values_by_run(trials_of(result, cell), metric, task),
                         values_by_run(trials_of(result, other), metric, task));
  const auto median = median_interval(differences);
  if (!median) return 0;
  const int sign = better(metric) == Better::kLower ? 1 : -1;
  return median->interval.low > 0 ? sign : median->interval.high < 0 ? -sign : 0;
}

struct Standing {
  std::string best;                 // model
  double median = 0;                // its runs'
  std::vector<std::string> level;   // models that the runs do not tell from it
  std::vector<std::string> behind;  // the others
};

std::optional<Standing> standing(const Result& result, const ordered_json& setting) {
  const std::string metric = headline_metric(result);
  const std::string task = task_of(result, setting, metric);
  const bool lower = better(metric) == Better::kLower;
  std::optional<Standing> found;
  const ResultCell* best = nullptr;
  for (const ResultCell& cell : result.cells) {
    if (cell.setting != setting) continue;
    const Summary s = summarise(test_values(trials_of(result, cell), metric, task));
    if (!s.median) continue;
    if (found && (lower ? *s.median >= found->median : *s.median <= found->median)) continue;
    found = Standing{model_title(cell.model), *s.median, {}, {}};
    best = &cell;
  }
  for (const ResultCell& cell : result.cells) {
    if (cell.setting != setting || &cell == best) continue;
    auto& list = compared(result, cell, *best) > 0 ? found->behind : found->level;
    list.push_back(model_title(cell.model));
  }
  return found;
}

/// "lowest test MSE".
std::string best_word(const std::string& metric) {
  return fmt::format("{} test {}", better(metric) == Better::kLower ? "lowest" : "highest",
                     metric_title(metric));
}

std::string setting_sentence(const Result& result, const ordered_json& setting) {
  const auto found = standing(result, setting);
  if (!found || found->level.size() + found->behind.size() == 0) return "";
  const std::string metric = headline_metric(result);
  const std::string at = setting.empty() ? "" : fmt::format("At {} ", setting_title(setting));
  std::string text = fmt::format("{}{} has the {}, {:.4f} (median of {})", at, found->best,
                                 best_word(metric), found->median, counted_runs(result));
  if (!found->behind.empty()) {
    text +=
        fmt::format("; {} {} {}", joined(found->behind), found->behind.size() == 1 ? "is" : "are",
                    better(metric) == Better::kLower ? "higher" : "lower");
  }
  if (!found->level.empty()) {
    text += fmt::format("; {} cannot be told from it", joined(found->level));
  }
  return text + ".";
}

/// Says of a result beside others who is first how often.
std::string result_sentence(const Result& result) {
  std::map<std::string, std::size_t> first;  // clearly, or among those that are not told apart
  const auto settings = settings_of(result);
  std::size_t alone = 0;
  for (const ordered_json& setting : settings) {
    const auto found = standing(result, setting);
    if (!found || found->level.size() + found->behind.size() == 0) continue;
    first[found->best] += 1;
    for (const std::string& model : found->level) first[model] += 1;
    if (found->level.empty()) alone += 1;
  }
  if (first.empty()) return "";
  std::vector<std::pair<std::string, std::size_t>> by_count(first.begin(), first.end());
  std::ranges::stable_sort(by_count, std::ranges::greater(),
                           [](const auto& m) { return m.second; });
  std::vector<std::string> models;
  for (const auto& [model, count] : by_count)
    models.push_back(fmt::format("{}'s in {}", model, count));
  return fmt::format(
      "{}: of {}, the {}, or one that cannot be told from it, is {}; one model alone is best in "
      "{}.",
      result.name(), counted(settings.size(), "setting"), best_word(headline_metric(result)),
      joined(models), alone);
}

std::string gain_sentence(const std::vector<const Result*>& main) {
  std::size_t gains = 0;
  std::size_t losses = 0;
  std::size_t all = 0;
  for (const Result* result : main) {
    for (const ResultCell& cell : result->cells) {
      const ResultCell* alone = find_cell(*result, "single-task", cell.setting);
      if (alone == nullptr || alone == &cell) continue;
      const int sign = compared(*result, cell, *alone);
      all += 1;
      gains += sign < 0 ? 1 : 0;
      losses += sign > 0 ? 1 : 0;
    }
  }
  if (all == 0) return "";
  return fmt::format(
      "Over Single-Task, {} of {} comparisons gain from sharing and {} lose (95 % interval of the "
      "median difference, each on its own).",
      gains, all, losses);
}

}  // namespace

std::vector<std::string> findings(const std::vector<const Result*>& main,
                                  const std::vector<Verdict>& verdicts) {
  std::vector<std::string> sentences;
  const auto add = [&](std::string sentence) {
    if (!sentence.empty()) sentences.push_back(std::move(sentence));
  };
  const bool is_one = main.size() == 1;
  if (is_one && settings_of(*main[0]).size() <= kMostSentences) {
    for (const ordered_json& setting : settings_of(*main[0]))
      add(setting_sentence(*main[0], setting));
  } else {
    for (std::size_t i = 0; i < std::min(kMostSentences, main.size()); ++i)
      add(result_sentence(*main[i]));
  }
  add(gain_sentence(main));
  if (const std::string counts = count_of_verdicts(verdicts); !counts.empty()) {
    add(fmt::format("Of the paper's claims that can be judged here, {}.", counts));
  }
  return sentences;
}

}  // namespace mmoe
