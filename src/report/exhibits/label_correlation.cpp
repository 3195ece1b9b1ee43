// SPDX-License-Identifier: Apache-2.0
// Figure 2: Pearson correlation of the labels against the cosine of the weight vectors: measured,
// in closed form, and the paper's nine points.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/count_text.h"
#include "base/paper_values.h"
#include "report/exhibits/exhibit.h"
#include "report/exhibits/measured_correlation.h"
#include "report/figures/style.h"
#include "results/label_points.h"
#include "results/runs.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr int kCurvePoints = 121;  // enough for a smooth bend near cosine 1

// Grey and black: nothing here is a model.
const Style kCurve = {.colour = "#808080", .dash = "1", .point = 0};
const Style kOurs = {.colour = "#000000", .dash = "1", .point = 7};
const Style kPaper = {.colour = "#D55E00", .dash = "1", .point = 8};

Trace measured_points(const std::map<double, Summary>& measured) {
  Trace trace{.label = "measured ± 2 sd", .shape = Trace::Shape::kPoints, .style = kOurs};
  for (const auto& [cosine, summary] : measured) {
    if (!summary.mean || !summary.sd) continue;
    trace.x.push_back(cosine);
    trace.y.push_back(*summary.mean);
    trace.low.push_back(*summary.mean - 2 * *summary.sd);
    trace.high.push_back(*summary.mean + 2 * *summary.sd);
  }
  return trace;
}

Trace closed_form(const LabelFunction& f, double low) {
  Trace trace{.label = "closed form", .style = kCurve};
  for (int i = 0; i < kCurvePoints; ++i) {
    const double cosine = low + (1 - low) * i / (kCurvePoints - 1);
    trace.x.push_back(cosine);
    trace.y.push_back(label_pearson(f, cosine));
  }
  return trace;
}

Trace paper_points() {
  Trace trace{.label = "paper", .shape = Trace::Shape::kPoints, .style = kPaper};
  for (const auto& [cosine, pearson] : paper_label_correlations()) {
    trace.x.push_back(cosine);
    trace.y.push_back(pearson);
  }
  return trace;
}

/// The paper's cosines and those of the result, each once, ascending.
std::vector<double> all_cosines(const ordered_json& data) {
  std::vector<double> cosines;
  for (const auto& [cosine, pearson] : paper_label_correlations()) cosines.push_back(cosine);
  for (const ordered_json& point : data.value("points", ordered_json::array())) {
    for (const ordered_json& pair : point.value("pairs", ordered_json::array())) {
      if (const auto cosine = setting_number(pair, "cosine")) cosines.push_back(*cosine);
    }
  }
  std::sort(cosines.begin(), cosines.end());
  cosines.erase(std::unique(cosines.begin(), cosines.end()), cosines.end());
  return cosines;
}

std::optional<double> paper_at(double cosine) {
  for (const auto& [at, pearson] : paper_label_correlations()) {
    if (at == cosine) return pearson;
  }
  return std::nullopt;
}

/// Returns 4, or as many decimals as tell the cosines apart.
int cosine_decimals(const std::map<double, Summary>& measured) {
  constexpr int kMost = 17;
  const auto alike_at = [&](int decimals) {
    const auto alike = [&](const auto& a, const auto& b) {
      return fmt::format("{:.{}f}", a.first, decimals) == fmt::format("{:.{}f}", b.first, decimals);
    };
    return std::adjacent_find(measured.begin(), measured.end(), alike) != measured.end();
  };
  int decimals = 4;
  while (decimals < kMost && alike_at(decimals)) ++decimals;
  return decimals;
}

Table comparison(const LabelFunction& f, const std::map<double, Summary>& measured) {
  Table table{.name = "label-correlation",
              .caption = fmt::format(
                  "Pearson correlation of the labels by cosine of the weight vectors: closed form, "
                  "mean and sd of {} trials of {} drawn examples, and the paper's Figure 2; "
                  "difference: closed form less the paper's",
                  kCorrelationTrials, with_commas(kCorrelationRows)),
              .columns = {{"cosine", true},
                          {"closed form", true},
                          {"measured", true},
                          {"sd", true},
                          {"paper", true},
                          {"difference", true}}};
  const int decimals = cosine_decimals(measured);
  for (const auto& [cosine, summary] : measured) {
    const double predicted = label_pearson(f, cosine);
    const auto paper = paper_at(cosine);
    const auto difference = paper ? std::optional(predicted - *paper) : std::nullopt;
    table.rows.push_back({Number{.value = cosine, .decimals = decimals}, Number{.value = predicted},
                          Number{.value = summary.mean}, Number{.value = summary.sd},
                          Number{.value = paper, .decimals = 3},
                          Number{.value = difference, .decimals = 3, .signed_ = true}});
  }
  return table;
}

}  // namespace

std::optional<Exhibit> label_correlation(const Result& result) {
  if (!has_label_function(result)) return std::nullopt;
  const LabelFunction f = label_function_of(result);
  const auto measured = measured_correlations(f, all_cosines(result.data));
  const double low = measured.begin()->first;
  Panel panel{.x = {.label = "cosine of the weight vectors", .low = low - 0.02, .high = 1.02},
              .y = {.label = "Pearson correlation of the labels", .high = 1.05},
              .traces = {closed_form(f, low), measured_points(measured), paper_points()}};
  if (low >= 0) panel.y.low = 0;
  return Exhibit{.name = "label-correlation",
                 .title = "Correlation of the labels by weight cosine (Figure 2)",
                 .how_to_read =
                     "The curve is the closed form, filled points are measured on drawn examples "
                     "(bars: two standard deviations of a trial of 10,000), hollow ones are read "
                     "off the paper: all should lie on the curve.",
                 .figures = {{.name = "label-correlation",
                              .description = "Pearson correlation of the labels against the cosine "
                                             "of the weight vectors: closed form, measured, paper",
                              .panels = {panel}}},
                 .tables = {comparison(f, measured)}};
}

}  // namespace mmoe
