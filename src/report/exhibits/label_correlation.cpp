// SPDX-License-Identifier: Apache-2.0
// Figure 2: Pearson correlation of the labels against the cosine of the weight vectors: measured,
// in closed form, and the paper's nine points.
#include <fmt/format.h>

#include <algorithm>

#include "base/paper_values.h"
#include "report/exhibits/exhibit.h"
#include "report/label_points.h"
#include "report/runs.h"
#include "report/style.h"

namespace mmoe {
namespace {

constexpr int kCurvePoints = 121;  // enough for a smooth bend near cosine 1

const Style kOurs = {.colour = "#D55E00", .dash = "1", .point = 7};
const Style kPaper = {.colour = "#0072B2", .dash = "1", .point = 8};

using Pair = LabelPair;

Trace measured_points(const std::vector<Pair>& pairs) {
  Trace trace{.label = "measured ± 2 sd", .shape = Trace::Shape::kPoints, .style = kOurs};
  for (const Pair& pair : pairs) {
    if (!pair.measured) continue;
    const double two_sd = 2 * pair.standard_error;
    trace.x.push_back(pair.cosine);
    trace.y.push_back(*pair.measured);
    trace.low.push_back(*pair.measured - two_sd);
    trace.high.push_back(*pair.measured + two_sd);
  }
  return trace;
}

Trace closed_form(const LabelFunction& f, double low) {
  Trace trace{.label = "closed form", .style = kOurs};
  trace.style.point = 0;
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

/// The paper's cosines and ours, each once, ascending.
std::vector<double> all_cosines(const std::vector<Pair>& pairs) {
  std::vector<double> cosines;
  for (const auto& [cosine, pearson] : paper_label_correlations()) cosines.push_back(cosine);
  for (const Pair& pair : pairs) cosines.push_back(pair.cosine);
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

std::optional<double> measured_at(const std::vector<Pair>& pairs, double cosine) {
  for (const Pair& pair : pairs) {
    if (pair.cosine == cosine) return pair.measured;
  }
  return std::nullopt;
}

Table comparison(const LabelFunction& f, const std::vector<Pair>& pairs) {
  Table table{.name = "label-correlation",
              .caption =
                  "Pearson correlation of the labels by cosine of the weight vectors: closed "
                  "form, measured, and the paper's Figure 2; difference: closed form less "
                  "the paper's",
              .columns = {{"cosine", true},
                          {"closed form", true},
                          {"measured", true},
                          {"paper", true},
                          {"difference", true}}};
  for (const double cosine : all_cosines(pairs)) {
    const double predicted = label_pearson(f, cosine);
    const auto paper = paper_at(cosine);
    const auto difference = paper ? std::optional(predicted - *paper) : std::nullopt;
    table.rows.push_back({Number{.value = cosine, .decimals = 2}, Number{.value = predicted},
                          Number{.value = measured_at(pairs, cosine)},
                          Number{.value = paper, .decimals = 3},
                          Number{.value = difference, .decimals = 3, .signed_ = true}});
  }
  return table;
}

}  // namespace

std::optional<Exhibit> label_correlation(const Result& result) {
  if (!has_label_function(result)) return std::nullopt;
  const LabelFunction f = label_function_of(result);
  const std::vector<Pair> pairs = label_pairs_of(result);
  double low = 0.4;  // where the paper begins
  for (const Pair& pair : pairs) low = std::min(low, pair.cosine);
  Panel panel{.x = {.label = "cosine of the weight vectors", .low = low - 0.02, .high = 1.02},
              .y = {.label = "Pearson correlation of the labels", .high = 1.05},
              .traces = {closed_form(f, low), measured_points(pairs), paper_points()}};
  if (low >= 0) panel.y.low = 0;
  return Exhibit{.name = "label-correlation",
                 .title = "Correlation of the labels by weight cosine (Figure 2)",
                 .how_to_read =
                     "The curve is the closed form, filled points are measured on drawn examples, "
                     "hollow ones are read off the paper: all should lie on the curve.",
                 .figures = {{.name = "label-correlation",
                              .description = "Pearson correlation of the labels against the cosine "
                                             "of the weight vectors: closed form, measured, paper",
                              .panels = {panel}}},
                 .tables = {comparison(f, pairs)}};
}

}  // namespace mmoe
