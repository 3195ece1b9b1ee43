// SPDX-License-Identifier: Apache-2.0
// The paper's numbers: figures read by eye (-+ 0.01), tables as printed.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mmoe {

/// Figure 2: weight cosine and label Pearson correlation, nine points.
const std::vector<std::pair<double, double>>& paper_label_correlations();

struct PaperPoint {
  double step;
  double loss;
};

/// Figure 3: Shared-Bottom of 16 units at steps 0, 2,000 and 10,000; empty for other cosines than
/// 0.5, 0.9 and 1.
std::vector<PaperPoint> paper_figure_3(double cosine);

/// Figure 4: loss at 500, 2,000 and 10,000 on the axis; empty where the paper has none.
std::vector<PaperPoint> paper_figure_4(const std::string& model, double cosine);

/// A row of Table 1 (group 1) or 2: test AUC of the run with the best main task, and mean of runs.
struct PaperAuc {
  double main_best, main_mean, auxiliary_best, auxiliary_mean;
};

std::optional<PaperAuc> paper_auc(int group, const std::string& model);

}  // namespace mmoe
