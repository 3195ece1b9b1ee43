// SPDX-License-Identifier: Apache-2.0
// Code shared by the exhibits of loss over training (Figures 3 and 4): the paper's values next to
// the curves, and axes that show both.
#pragma once

#include <string>
#include <vector>

#include "base/paper_values.h"
#include "report/exhibits/curves.h"
#include "report/tables/table.h"

namespace mmoe {

/// Returns the paper's values as hollow marks in the curve's colour.
Trace paper_trace(const std::vector<PaperPoint>& points, const std::string& label, Style style);
/// Adds a legend entry for hollow marks, if there are any.
void explain_hollow_marks(Figure& figure);

/// "Held-out loss beside the paper's FIGURE", for add_paper_rows.
Table paper_curve_table(const std::string& name, const std::string& figure, const Result& result);

/// The model and setting of a row's curve.
struct CurveName {
  std::string setting, model;
};
void add_paper_rows(Table& table, const CurveName& name, const MeanCurve& curve,
                    const std::vector<PaperPoint>& paper);

/// Gives all panels the same axes, up to the last step.
void share_axes(std::vector<Panel>& panels);
/// Scales each panel to its own losses, for tasks of different scales.
void fit_height(std::vector<Panel>& panels);

}  // namespace mmoe
