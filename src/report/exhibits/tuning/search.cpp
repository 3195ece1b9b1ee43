// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/tuning/search.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/exhibits/tuning/axes.h"
#include "report/exhibits/tuning/figures.h"
#include "results/labels.h"
#include "tuning/search/summary.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// "learning rate 0.001, bottom 512": a list of one as what it holds.
std::string settings_in_words(const ordered_json& settings) {
  std::string text;
  for (const auto& [path, value] : settings.items()) {
    const bool is_list_of_one = value.is_array() && value.size() == 1;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", option_name(path),
                        plain_text(is_list_of_one ? value[0] : value));
  }
  return text;
}

/// The median over the fresh runs, and its interval.
Number fresh_number(const ordered_json& study, const ordered_json& candidate) {
  const ordered_json& fresh = candidate.at("fresh");
  Number number{.decimals = 5};
  if (fresh.at("median").is_null()) return number;
  number.value = shown_objective(study, fresh["median"]);
  if (fresh.at("median_ci95").is_null()) return number;
  const double one = shown_objective(study, fresh["median_ci95"][0]);
  const double other = shown_objective(study, fresh["median_ci95"][1]);
  number.interval = Interval{std::min(one, other), std::max(one, other)};
  return number;
}

Table found_table(const ordered_json& studies) {
  Table table{.name = "settings",
              .caption =
                  "Settings found beside those by hand: validation objective on the same "
                  "fresh runs, median [its 95% interval], and the search's own best value",
              .columns = {{"model", false},
                          {"setting", false},
                          {"found", false},
                          {"search", true},
                          {"fresh runs", true},
                          {"by hand", true},
                          {"trainings", true},
                          {"hours", true}},
              .heads = 2};
  for (const ordered_json& study : studies) {
    const ordered_json& budget = study.at("budget");
    Number search{.decimals = 5}, fresh{.decimals = 5}, hand{.decimals = 5};
    std::string found = "–";
    if (study.contains("best")) {
      const ordered_json& best = study["candidates"].at(study["best"].get<std::size_t>());
      found = best.at("settings").is_null() ? "as by hand" : settings_in_words(best["settings"]);
      if (!best.at("tuning").is_null()) search.value = shown_objective(study, best["tuning"]);
      fresh = fresh_number(study, best);
      hand = fresh_number(study, study["candidates"].back());
    } else if (study.contains("best_so_far")) {
      found = settings_in_words(study["best_so_far"].at("settings"));
      search.value = shown_objective(study, study["best_so_far"].at("objective"));
    }
    const double hours =
        (budget.at("seconds").get<double>() + budget.at("fresh_seconds").get<double>()) / 3600;
    table.rows.push_back({model_title(study.at("model")), setting_title(study.at("setting")), found,
                          search, fresh, hand, fmt::format("{}", budget.at("finished").dump()),
                          Number{.value = hours, .decimals = 3}});
  }
  return table;
}

Table importance_table(const ordered_json& studies) {
  Table table{
      .name = "importances",
      .caption =
          "How much each option matters over its whole range: the share of the "
          "variance of the predicted objective that is left where all other options are known",
      .columns = {{"model", false}, {"setting", false}, {"option", false}, {"share", true}},
      .heads = 2};
  for (const ordered_json& study : studies) {
    for (const ordered_json& option : study.at("options")) {
      table.rows.push_back({model_title(study.at("model")), setting_title(study.at("setting")),
                            option.at("path").get<std::string>(),
                            Number{.value = option.at("importance").get<double>(), .decimals = 2}});
    }
  }
  return table;
}

}  // namespace

Exhibit tuning_search(const ordered_json& summary) {
  const ordered_json& studies = summary.at("studies");
  Exhibit exhibit{
      .name = "search",
      .title = "What the search for settings found",
      .how_to_read =
          "Each line is the best value so far of one model's search, all on the same number of "
          "trainings; what comes before a quarter of them may lie beyond the axis. The best of "
          "many is too good: the band is where the process, knowing all trainings, believes that "
          "setting to be (95 %), and the table has the same settings on fresh runs, beside the "
          "settings by hand. The data of these lines have the two ends of each level part. Lines "
          "over two options are where the process "
          "predicts as much worse than its best as the legend says: where they are far apart, "
          "the options matter little. The figures of a model show the better half of its "
          "trainings over each option, with what the Gaussian process predicts along it from the "
          "setting that is likely the best; one line each over all options are the settings of "
          "the best quarter, the best tenth in front. Two widths that share a bound are searched "
          "as one of them and their product, which then stands for the other.",
      .tables = {found_table(studies), importance_table(studies)}};
  for (Figure& figure : tuning_figures(studies)) exhibit.figures.push_back(std::move(figure));
  return exhibit;
}

}  // namespace mmoe
