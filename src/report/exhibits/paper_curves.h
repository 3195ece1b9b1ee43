// SPDX-License-Identifier: Apache-2.0
// What the exhibits with loss over training share (Figures 3 and 4): the paper's values beside the
// curves, and axes that show both.
#pragma once

#include <string>
#include <vector>

#include "base/paper_values.h"
#include "report/exhibits/curves.h"
#include "report/tables/table.h"

namespace mmoe {

/// Returns the paper's values as hollow marks in the curve's colour.
Trace paper_trace(const std::vector<PaperPoint>& points, const std::string& label, Style style);
/// An entry of the legend for all hollow marks, where there are any.
void explain_hollow_marks(Figure& figure);

/// "Held-out loss beside the paper's FIGURE", for add_paper_rows.
Table paper_curve_table(const std::string& name, const std::string& figure, const Result& result);

/// What a row's curve is of.
struct CurveName {
  std::string setting, model;
};
void add_paper_rows(Table& table, const CurveName& name, const MeanCurve& curve,
                    const std::vector<PaperPoint>& paper);

/// All panels on the same axes, up to the last step.
void share_axes(std::vector<Panel>& panels);
/// Each panel as high as its own losses: of tasks that have a scale each.
void fit_height(std::vector<Panel>& panels);

}  // namespace mmoe
