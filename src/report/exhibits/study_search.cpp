// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/study_search.h"

#include <fmt/format.h>

#include "report/exhibits/study_map.h"
#include "report/figures/axis_range.h"

namespace mmoe {
namespace {

Figure searched_figure(const std::vector<SearchedPoint>& searched) {
  Trace dots{
      .label = "point", .shape = Trace::Shape::kPoints, .style = {.colour = "#0072B2", .point = 7}};
  Trace line{.label = "best so far", .style = {.colour = "#D55E00", .point = 0}};
  for (const SearchedPoint& one : searched) {
    const auto number = static_cast<double>(one.point->point.number);
    if (one.distance) {
      dots.x.push_back(number);
      dots.y.push_back(*one.distance);
    }
    if (one.best) {
      line.x.push_back(number);
      line.y.push_back(*one.best);
    }
  }
  // The first are often ten times as far as those that matter.
  Panel panel{.x = {.label = "point", .low = -0.5},
              .y = log_axis("distance from the paper", dots.y)};
  panel.x.high =
      searched.empty() ? 0.5 : static_cast<double>(searched.back().point->point.number) + 0.5;
  panel.traces = {dots, line};
  return {
      .name = "search",
      .description = "The distance of each point in the order of the search, and the best so far",
      .panels = {panel}};
}

Table nearest_table(const Study& study, const std::vector<SearchedPoint>& searched) {
  const SearchGoal& goal = *study.design.search;
  Table table{
      .name = "nearest",
      .caption = fmt::format("Points that came nearer than all before them; distance is the "
                             "{}",
                             goal_text(goal)),
      .columns = {{"point", true},
                  {"distance", true},
                  {"within 20 %, of nine", true},
                  {"greatest error", true},
                  {"factors", false}}};
  for (const SearchedPoint& one : searched) {
    if (!one.is_best) continue;
    const Reading& reading = one.point->reading(goal.of());
    Number greatest{.decimals = 3};
    if (reading.figure_4) greatest.value = reading.figure_4->greatest;
    const auto near = goal_near(goal, reading);
    table.rows.push_back(
        {std::to_string(one.point->point.number), Number{.value = *one.distance, .decimals = 3},
         near ? std::to_string(*near) : "–", greatest, factors_text(one.point->point)});
  }
  return table;
}

}  // namespace

Exhibit study_search(const Study& study) {
  const auto searched = searched_points(study);
  Exhibit exhibit{.name = "search",
                  .title = "How near to the paper the search came",
                  .how_to_read =
                      "Each dot is a point, in the order in which the search proposed them; the "
                      "first fill the space. A point with a run that diverged has no dot. The "
                      "points crowd where the paper is near, so that what decides the claims below "
                      "is what decides them there."};
  const Figure figure = searched_figure(searched);
  if (!figure.panels[0].traces[0].x.empty()) exhibit.figures.push_back(figure);
  exhibit.tables.push_back(nearest_table(study, searched));
  return exhibit;
}

std::vector<Exhibit> study_exhibits(const Study& study) {
  if (!study.design.search) return {study_map(study)};
  return {study_search(study), study_map(study)};
}

}  // namespace mmoe
