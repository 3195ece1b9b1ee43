// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/tuning/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "report/exhibits/tuning/axes.h"
#include "report/exhibits/tuning/contours.h"
#include "report/figures/style.h"
#include "results/labels.h"
#include "statistics/sample.h"
#include "tuning/search/summary.h"
#include "tuning/search/tuned_model.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr const char* kObjectiveLabel = "validation objective";
const Style kOthers{.colour = "#BBBBBB", .point = 7};
const Style kBest{.colour = "#0072B2", .point = 7};
const Style kPredicted{.colour = "#D55E00", .point = 0};

/// The best objective after each training that gave one, over trainings or over their seconds, with
/// what is believed of it in the end as a band.
Trace history_trace(const ordered_json& study, std::size_t style, bool over_seconds) {
  Trace trace{.label = model_title(study.at("model")), .style = nth_style(style), .by_ends = true};
  double seconds = 0;
  for (std::size_t i = 0; i < study.at("history").size(); ++i) {
    seconds += study["trials"].at(i).at("seconds").get<double>();
    if (study["history"][i].is_null()) continue;
    trace.x.push_back(over_seconds ? seconds : static_cast<double>(i + 1));
    trace.y.push_back(shown_objective(study, study["history"][i]));
    if (!study.contains("believed")) continue;  // of a search before 0.2
    const double one = shown_objective(study, study["believed"].at(i).at(0));
    const double other = shown_objective(study, study["believed"][i].at(1));
    trace.low.push_back(std::min(one, other));
    trace.high.push_back(std::max(one, other));
  }
  return trace;
}

/// What lines and bands have after a quarter of their trainings: what comes before is far worse,
/// and would flatten the rest.
void show_all_but_the_beginning(Panel& panel) {
  constexpr std::size_t kBeginning = 4;  // one part of so many
  std::vector<double> values;
  for (const Trace& trace : panel.traces) {
    for (const auto* of : {&trace.y, &trace.low, &trace.high}) {
      const auto first = static_cast<std::ptrdiff_t>(of->size() / kBeginning);
      values.insert(values.end(), of->begin() + first, of->end());
    }
  }
  const auto [low, high] = std::ranges::minmax(values);
  if (!(high > low)) return;
  const double room = 0.05 * (high - low);
  panel.y.low = low - room;
  panel.y.high = high + room;
}

/// One column of panels per setting of the data, one line per model.
Figure history_figure(const ordered_json& studies) {
  Figure figure{.name = "history",
                .description =
                    "Best validation objective so far, one line per model, over "
                    "trainings and over their seconds, with a band of what is believed of it"};
  const std::vector<StudiesOfSetting> groups = studies_by_setting(studies);
  for (const bool over_seconds : {false, true}) {
    for (const auto& [setting, of_setting] : groups) {
      Panel panel{.title = setting_title(setting),
                  .x = {.label = over_seconds ? "seconds of training" : "trainings", .low = 0},
                  .y = {.label = "best validation objective"}};
      for (const ordered_json* study : of_setting) {
        Trace trace = history_trace(*study, panel.traces.size(), over_seconds);
        if (!trace.x.empty()) panel.traces.push_back(std::move(trace));
      }
      if (panel.traces.empty()) continue;
      show_all_but_the_beginning(panel);
      figure.panels.push_back(std::move(panel));
    }
  }
  figure.columns = static_cast<int>(std::clamp<std::size_t>(groups.size(), 1, 2));
  return figure;
}

/// The half of the trainings that is better, and the line: what is far worse would flatten both.
Axis objective_axis(const ordered_json& study, const std::vector<ShownTrial>& trials,
                    const std::vector<double>& line) {
  std::vector<double> values = line;
  for (std::size_t i = 0; i < best_part(trials, 2); ++i) {
    values.push_back(shown_objective(study, trials[i].objective));
  }
  const auto [low, high] = std::ranges::minmax(values);
  const double room = high > low ? 0.05 * (high - low) : 1e-3;
  return {.label = kObjectiveLabel, .low = low - room, .high = high + room};
}

Panel slice_panel(const ordered_json& study, const SearchSpace& space,
                  const std::vector<ShownTrial>& trials, std::size_t k) {
  const ordered_json& option = study.at("options").at(k);
  Trace line{.label = "predicted", .style = kPredicted, .x = option.at("slice").at("places")};
  for (const ordered_json& value : option["slice"].at("objective")) {
    line.y.push_back(shown_objective(study, value));
  }
  Panel panel{.x = range_axis(study, k), .y = objective_axis(study, trials, line.y)};
  Trace dots{.label = "training", .shape = Trace::Shape::kPoints, .style = kBest};
  for (const ShownTrial& trial : trials) {
    const double y = shown_objective(study, trial.objective);
    if (y < *panel.y.low || y > *panel.y.high) continue;
    dots.x.push_back(trial.places.at(k));
    dots.y.push_back(y);
  }
  for (Trace* trace : {&dots, &line}) trace->x_values = range_values(space, k, trace->x);
  panel.traces = {std::move(dots), std::move(line)};
  return panel;
}

Figure slices_figure(const ordered_json& study, std::size_t number) {
  Figure figure{
      .name = fmt::format("options-{}", number),
      .description = fmt::format("{}: the better half of the trainings over each option, and the "
                                 "predicted objective along it",
                                 study_words(study)),
      .columns = 2};
  const auto trials = shown_trials(study);
  const SearchSpace space = read_space(study.at("space"));
  for (std::size_t k = 0; k < study.at("options").size() && !trials.empty(); ++k) {
    figure.panels.push_back(slice_panel(study, space, trials, k));
  }
  if (!figure.panels.empty()) figure.panels.front().title = study_words(study);
  return figure;
}

/// One line per training of the best quarter over the options; the best tenth in front.
Panel parallel_panel(const ordered_json& study, const std::vector<ShownTrial>& trials) {
  Panel panel{.title = study_words(study),
              .x = {.label = "option", .low = -0.2},
              .y = {.label = "place in its range", .low = -0.03, .high = 1.03}};
  for (const ordered_json& option : study.at("options")) {
    const std::string name = option_name(option.at("path"));
    // Its last word: six options stand side by side.
    panel.x.tics.emplace_back(panel.x.tics.size(), name.substr(name.rfind(' ') + 1));
  }
  panel.x.high = static_cast<double>(panel.x.tics.size()) - 0.8;
  const std::size_t best = best_tenth(trials);
  const std::size_t shown = best_part(trials, 4);
  for (std::size_t t = shown; t-- > 0;) {
    const bool is_best = t < best;
    Trace line{.label = is_best ? "best tenth" : "best quarter",
               .in_legend = t == 0 || t + 1 == shown,
               .style = is_best ? kBest : kOthers,
               .y = trials[t].places};
    for (std::size_t k = 0; k < line.y.size(); ++k) line.x.push_back(static_cast<double>(k));
    panel.traces.push_back(std::move(line));
  }
  return panel;
}

Figure parallel_figure(const ordered_json& studies) {
  Figure figure{
      .name = "parallel",
      .description =
          "Where the best quarter of the settings lie, one line each over the options, the best "
          "tenth in front"};
  for (const ordered_json& study : studies) {
    const auto trials = shown_trials(study);
    const bool has_lines = !trials.empty() && study.at("options").size() > 1;
    if (has_lines) figure.panels.push_back(parallel_panel(study, trials));
  }
  return figure;
}

}  // namespace

std::vector<Figure> tuning_figures(const ordered_json& studies) {
  std::vector<Figure> figures = {history_figure(studies), parallel_figure(studies)};
  for (Figure& figure : tuning_contours(studies)) figures.push_back(std::move(figure));
  const std::size_t before = figures.size();
  for (const ordered_json& study : studies) {
    figures.push_back(slices_figure(study, figures.size() - before + 1));
  }
  std::erase_if(figures, [](const Figure& figure) { return figure.panels.empty(); });
  return figures;
}

}  // namespace mmoe
