// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/tuning/contours.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "report/exhibits/tuning/axes.h"
#include "report/figures/contour.h"
#include "results/labels.h"
#include "tuning/search/tuned_model.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

// From the best outwards, dark to pale: blues of ColorBrewer.
constexpr std::array<const char*, 5> kShades = {"#08306B", "#2171B5", "#4292C6", "#6BAED6",
                                                "#9ECAE1"};
const Style kTraining{.colour = "#AAAAAA", .point = 6};
const Style kBestTenth{.colour = "#D55E00", .point = 7};

struct PredictedMap {
  const ordered_json* study;
  Grid losses;  // by how much each place is worse than the best of the map
};

PredictedMap predicted_map(const ordered_json& study) {
  const ordered_json& map = study.at("map");
  PredictedMap predicted{&study, {map.at("places").at(0), map["places"].at(1), {}}};
  double best = INFINITY;
  for (const ordered_json& row : map.at("objective")) {
    predicted.losses.values.push_back(row.get<std::vector<double>>());
    best = std::min(best, std::ranges::min(predicted.losses.values.back()));
  }
  for (auto& row : predicted.losses.values) {
    for (double& value : row) value -= best;
  }
  return predicted;
}

double median_loss(const Grid& losses) {
  std::vector<double> all;
  for (const auto& row : losses.values) all.insert(all.end(), row.begin(), row.end());
  const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
  std::ranges::nth_element(all, middle);
  return *middle;
}

/// Round numbers, ascending, up to what the better half of some map has.
std::vector<double> levels_of(const std::vector<PredictedMap>& maps) {
  double most = 0;
  for (const PredictedMap& map : maps) most = std::max(most, median_loss(map.losses));
  std::vector<double> levels;
  if (!(most > 0)) return levels;
  for (double power = std::pow(10, std::floor(std::log10(most))); levels.size() < kShades.size();
       power /= 10) {
    for (const double digit : {5.0, 2.0, 1.0}) {
      if (digit * power <= most && levels.size() < kShades.size()) levels.push_back(digit * power);
    }
  }
  std::ranges::reverse(levels);
  return levels;
}

Panel map_panel_of(const PredictedMap& map, const std::vector<double>& levels) {
  const ordered_json& study = *map.study;
  const auto x = study.at("map").at("options").at(0).get<std::size_t>();
  const auto y = study["map"]["options"].at(1).get<std::size_t>();
  Panel panel{.title = study_words(study), .x = range_axis(study, x), .y = range_axis(study, y)};
  Trace others{.label = "training", .shape = Trace::Shape::kPoints, .style = kTraining};
  Trace best{.label = "best tenth", .shape = Trace::Shape::kPoints, .style = kBestTenth};
  const auto trials = shown_trials(study);
  for (std::size_t t = 0; t < trials.size(); ++t) {
    Trace& dots = t < best_tenth(trials) ? best : others;
    dots.x.push_back(trials[t].places.at(x));
    dots.y.push_back(trials[t].places.at(y));
  }
  panel.traces.push_back(std::move(others));
  for (std::size_t l = 0; l < levels.size(); ++l) {
    ContourLines lines = contour_lines(map.losses, levels[l]);
    panel.traces.push_back({.label = fmt::format("{:g} worse", levels[l]),
                            .style = {.colour = kShades[l], .point = 0},
                            .x = std::move(lines.x),
                            .y = std::move(lines.y)});
  }
  panel.traces.push_back(std::move(best));
  const SearchSpace space = read_space(study.at("space"));
  for (Trace& trace : panel.traces) {
    trace.x_values = range_values(space, x, trace.x);
    trace.y_values = range_values(space, y, trace.y);
  }
  return panel;
}

Figure contours_of(const ordered_json& setting, const std::vector<PredictedMap>& maps,
                   std::size_t number) {
  Figure figure{.name = fmt::format("contours-{}", number),
                .description = fmt::format(
                    "{}: lines of equal prediction over the two options that matter most to each "
                    "model, the others at the setting that is likely the best, and the trainings",
                    setting_title(setting))};
  const std::vector<double> levels = levels_of(maps);
  for (const PredictedMap& map : maps) figure.panels.push_back(map_panel_of(map, levels));
  constexpr std::size_t kTwoColumns = 4;  // panels; with more three are side by side
  figure.columns =
      maps.size() > kTwoColumns ? 3 : static_cast<int>(std::min<std::size_t>(2, maps.size()));
  return figure;
}

}  // namespace

std::vector<Figure> tuning_contours(const ordered_json& studies) {
  std::vector<Figure> figures;
  for (const auto& [setting, of_setting] : studies_by_setting(studies)) {
    std::vector<PredictedMap> maps;
    for (const ordered_json* study : of_setting) {
      if (study->contains("map")) maps.push_back(predicted_map(*study));
    }
    if (!maps.empty()) figures.push_back(contours_of(setting, maps, figures.size() + 1));
  }
  return figures;
}

}  // namespace mmoe
