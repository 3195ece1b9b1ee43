// SPDX-License-Identifier: Apache-2.0
// The paper's numbers: figures read by eye (-+ 0.01), tables as printed.
#pragma once

#include <array>
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

/// Maximum error of a value read off a figure.
inline constexpr double kReadingError = 0.01;

/// The cosines of Figures 3 to 5.
inline constexpr double kPaperCosines[] = {0.5, 0.9, 1.0};

/// Figure 3: the loss before the first step, at every cosine, and its uncertainty, which includes
/// the outputs of an untrained network.
inline constexpr double kLossBeforeTraining = 1.1;
inline constexpr double kLossBeforeTrainingError = 0.1;

/// The label of Figure 3's model, a Shared-Bottom of 16 units, in every experiment that has it.
inline constexpr const char* kFigure3Model = "shared-bottom-16";

/// Figure 3: Shared-Bottom of 16 units at steps 0, 2,000 and 10,000; empty for other cosines than
/// 0.5, 0.9 and 1.
std::vector<PaperPoint> paper_figure_3(double cosine);

/// Figure 4: loss at 500, 2,000 and 10,000 on the axis; empty if the paper has none.
std::vector<PaperPoint> paper_figure_4(const std::string& model, double cosine);

/// Figure 5: where the final losses of 200 runs gather, and the share of runs there.
struct PaperPeak {
  double loss;
  double share;
};

/// Peaks by loss; empty if no peak can be read off, as for Shared-Bottom at 0.9, whose losses
/// spread from 0.08 to 0.3 with a second group at 0.47.
std::vector<PaperPeak> paper_figure_5(const std::string& model, double cosine);

/// A row of Table 1 (group 1) or 2: test AUC of the run with the best main task, and mean of runs.
struct PaperAuc {
  double main_best, main_mean, auxiliary_best, auxiliary_mean;
};

std::optional<PaperAuc> paper_auc(int group, const std::string& model);

/// A row of Table 3: engagement after 2, 4 and 6 million steps.
struct PaperTable3 {
  std::array<double, 3> auc, r_squared;
};

std::optional<PaperTable3> paper_table_3(const std::string& model);

/// Figure 6: mean gate weights of MMoE by task (engagement, satisfaction) and expert.
const std::vector<std::vector<double>>& paper_figure_6();

/// Table 4, a live experiment: a relative difference of two arms, and the level at which the paper
/// calls it significant. "engagement-only" is Single-Task, trained on engagement alone.
struct PaperLift {
  const char* arm;
  const char* over;
  const char* metric;  // engagement, satisfaction
  double lift;         // -0.0022 is -0.22 %
  double level;        // 0.9, 0.95
};

const std::vector<PaperLift>& paper_table_4();

/// Empty if the table has no such pair.
std::optional<PaperLift> paper_lift(const std::string& arm, const std::string& over,
                                    const std::string& metric);

}  // namespace mmoe
