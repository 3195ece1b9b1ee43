// SPDX-License-Identifier: Apache-2.0
// Figure 2: Pearson correlation of the labels against the cosine of the weight vectors: measured,
// in closed form, and the paper's nine points.
#include <fmt/format.h>

#include "report/exhibits/exhibit.h"
#include "report/labels.h"
#include "report/paper_values.h"
#include "report/runs.h"
#include "report/style.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

const Style kOurs = {.colour = "#D55E00", .dash = "1", .point = 7};
const Style kPaper = {.colour = "#0072B2", .dash = "1", .point = 8};

Trace paper_points() {
  Trace trace{.label = "paper", .shape = Trace::Shape::kPoints, .style = kPaper};
  for (const auto& [cosine, pearson] : paper_label_correlations()) {
    trace.x.push_back(cosine);
    trace.y.push_back(pearson);
  }
  return trace;
}

std::optional<double> paper_at(double cosine) {
  for (const auto& [at, pearson] : paper_label_correlations()) {
    if (at == cosine) return pearson;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Exhibit> label_correlation(const Result& result) {
  Trace measured{.label = "measured", .shape = Trace::Shape::kPoints, .style = kOurs};
  Trace predicted{.label = "closed form", .shape = Trace::Shape::kLine, .style = kOurs};
  Table table{.name = "label-correlation",
              .caption =
                  "Pearson correlation of the labels by cosine of the weight vectors: closed "
                  "form, measured on the examples, and the paper's Figure 2",
              .columns = {{"cosine", true},
                          {"closed form", true},
                          {"measured", true},
                          {"paper", true},
                          {"difference", true}}};
  for (const ordered_json& point : result.data.value("correlations", ordered_json::array())) {
    const auto cosine = setting_number(point.value("setting", ordered_json::object()), "cosine");
    const auto closed_form = setting_number(point, "predicted");
    if (!cosine || !closed_form) continue;
    predicted.x.push_back(*cosine);
    predicted.y.push_back(*closed_form);
    const auto mean = setting_number(point, "measured");
    if (mean) {
      const double two_sd = 2 * setting_number(point, "measured_sd").value_or(0);
      measured.x.push_back(*cosine);
      measured.y.push_back(*mean);
      measured.low.push_back(*mean - two_sd);
      measured.high.push_back(*mean + two_sd);
    }
    const auto paper = paper_at(*cosine);
    const auto difference = paper ? std::optional(*closed_form - *paper) : std::nullopt;
    table.rows.push_back({Number{.value = cosine, .decimals = 2}, Number{.value = closed_form},
                          Number{.value = mean}, Number{.value = paper, .decimals = 3},
                          Number{.value = difference, .decimals = 3, .signed_ = true}});
  }
  if (predicted.x.empty()) return std::nullopt;
  Panel panel{.title = "",
              .x = {.label = "cosine of the weight vectors"},
              .y = {.label = "Pearson correlation of the labels", .low = 0, .high = 1.05},
              .traces = {predicted, paper_points()}};
  if (!measured.x.empty()) panel.traces.push_back(measured);
  return Exhibit{
      .name = "label-correlation",
      .title = "Correlation of the labels by weight cosine (Figure 2)",
      .how_to_read =
          "The curve is our closed form, filled points are measured on the examples (bars "
          "of 2 sd), hollow ones are read off the paper: they should lie on the curve.",
      .figures = {{.name = "label-correlation",
                   .description = "Pearson correlation of the labels against the cosine "
                                  "of the weight vectors: closed form, measured, paper",
                   .panels = {panel}}},
      .tables = {table}};
}

}  // namespace mmoe
