// SPDX-License-Identifier: Apache-2.0
#include "study/study_text.h"

#include <fmt/format.h>

#include "base/count_text.h"
#include "base/paper_values.h"

namespace mmoe {
namespace {

constexpr double kTold = 0.05;  // p below which a factor is said to decide

std::string percent(double share) { return fmt::format("{:.0f} %", 100 * share); }

std::string or_dash(const std::optional<Distance>& distance) {
  return distance ? percent(distance->greatest) : "–";
}

std::string row(const std::vector<CellLosses>& cells, LossOf of, const char* model) {
  std::string ours, paper;
  for (const double cosine : {0.5, 0.9, 1.0}) {
    const CellLosses* cell = find_losses(cells, model, cosine);
    ours += fmt::format(" {:>6.3f}", cell->mean_loss(of).value());
    paper += fmt::format(" {:>6.3f}", paper_figure_4(model, cosine).back().loss);
  }
  return fmt::format("    {:<14}{}   paper{}\n", model, ours, paper);
}

std::string nearest_text(const Study& study, LossOf of) {
  const StudyPoint* nearest = nearest_point(study, of);
  if (nearest == nullptr) {
    return fmt::format("{} loss: no point has all nine final values of Figure 4\n", to_text(of));
  }
  const Reading& reading = nearest->reading(of);
  const bool near = reading.figure_4->greatest <= kNearPaper;
  std::string text = fmt::format(
      "{} loss: {} point has Figure 4's nine final values within 20 %; the nearest, point {}, has "
      "them within {} (rms {}), Figure 3's three within {}{}\n    {}\n",
      to_text(of), near ? "some" : "no", nearest->point.number, percent(reading.figure_4->greatest),
      percent(reading.figure_4->rms), or_dash(reading.figure_3),
      reading.figure_5 ? fmt::format(", Figure 5's shares off by {:.2f}", *reading.figure_5) : "",
      factors_text(nearest->point));
  for (const char* model : {"shared-bottom", "omoe", "mmoe"}) {
    text += row(nearest->cells, of, model);
  }
  return text;
}

std::string near_text(const std::optional<std::size_t>& near) {
  return near ? fmt::format("{} of Figure 4's nine values within 20 %", *near) : "–";
}

/// The points that came nearer than all before them.
std::string search_text(const Study& study) {
  const SearchGoal& goal = *study.design.search;
  std::string text =
      fmt::format("searched for the least {}; the points that came nearer than all before them:\n",
                  goal_text(goal));
  for (const SearchedPoint& searched : searched_points(study)) {
    if (!searched.is_best) continue;
    const DesignPoint& point = searched.point->point;
    text += fmt::format("    point {:>3}  {:.3f}  {}: {}\n", point.number, *searched.distance,
                        near_text(goal_near(goal, searched.point->reading(goal.of()))),
                        factors_text(point));
  }
  return text + "\n";
}

std::string groups_text(const Importance& importance) {
  std::string text;
  for (const FactorGroup& group : importance.groups) {
    if (group.points == 0) continue;
    text +=
        fmt::format("{}{} {}/{}", text.empty() ? "" : ", ", group.label, group.holds, group.points);
  }
  return text;
}

/// Describes the factors that decide.
std::string importances_text(const std::vector<Importance>& importances) {
  std::string text;
  for (const Importance& importance : importances) {
    if (importance.p > kTold) continue;
    text += fmt::format("      {} {} (p {:.3f}): {}\n", importance.factor,
                        percent(importance.share), importance.p, groups_text(importance));
  }
  return text;
}

}  // namespace

std::string study_text(const Study& study) {
  std::string text = fmt::format("{}: {} of {}\n\n", study.plan.name, study.points.size(),
                                 counted(study.plan.planned, "point"));
  if (study.design.search) text += search_text(study);
  for (const LossOf of : {LossOf::kHeldOut, LossOf::kTraining}) text += nearest_text(study, of);
  text +=
      "\nAt how many points each claim holds; below it the factors that decide (share of the "
      "variance\n"
      "of ranks between a factor's groups, p of a permutation test after Holm), and in each group "
      "the\n"
      "points where it holds.\n";
  for (const ClaimRegion& region : study.claims) {
    text +=
        fmt::format("  {:<64} {:>3} of {} ({} supported, {} contradicted)\n", region.claim.sentence,
                    region.holds, region.points, region.supported, region.contradicted);
    text += importances_text(region.importances);
  }
  text +=
      "\nThe same of numbers that are above 0 where the paper's picture holds, by either loss.\n";
  for (const Deciding& deciding : study.deciding) {
    text += fmt::format("  {:<52} {:<9} {:>3} of {}\n", deciding.measure, to_text(deciding.of),
                        deciding.holds, deciding.points);
    text += importances_text(deciding.importances);
  }
  return text;
}

}  // namespace mmoe
