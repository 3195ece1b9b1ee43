// SPDX-License-Identifier: Apache-2.0
#include "study/paper_distance.h"

#include <gtest/gtest.h>

#include "study/sample_losses.h"

namespace mmoe {
namespace {

using testing::paper_cells;
using testing::sample_cell;

constexpr LossOf kReadings[] = {LossOf::kHeldOut, LossOf::kTraining};

TEST(PaperDistance, IsZeroAtThePaper) {
  for (const LossOf of : kReadings) {
    EXPECT_NEAR(figure_4_distance(paper_cells(), of)->greatest, 0, 1e-12);
    EXPECT_NEAR(figure_4_distance(paper_cells(), of)->rms, 0, 1e-12);
    EXPECT_NEAR(figure_3_distance(paper_cells(), of)->greatest, 0, 1e-12);
  }
}

TEST(PaperDistance, IsRelativeAndTheGreatestOfNine) {
  auto cells = paper_cells(1.1);
  EXPECT_NEAR(figure_4_distance(cells, LossOf::kTraining)->rms, 0.1, 1e-12);
  cells[0] = sample_cell("shared-bottom", 0.5, 0.255 * 0.5);
  EXPECT_NEAR(figure_4_distance(cells, LossOf::kTraining)->greatest, 0.5, 1e-12);
}

TEST(PaperDistance, NeedsAllNine) {
  auto cells = paper_cells();
  cells.erase(cells.begin());
  EXPECT_FALSE(figure_4_distance(cells, LossOf::kHeldOut));
  EXPECT_FALSE(nearest_on_curve(cells, LossOf::kHeldOut));
  cells = paper_cells();
  cells[2].diverged = 1;
  EXPECT_FALSE(figure_4_distance(cells, LossOf::kHeldOut));
  EXPECT_FALSE(figure_4_distance({}, LossOf::kHeldOut));
  EXPECT_FALSE(figure_3_distance({}, LossOf::kHeldOut));
}

TEST(PaperDistance, FindsTheNearestPointOfTheCurve) {
  for (const LossOf of : kReadings) {
    auto cells = paper_cells();
    for (CellLosses& cell : cells) {
      cell.step = {0, 50, 100};
      cell.held_out_curve = cell.training_curve = {1.1, cell.held_out_tasks[0], 0.01};
    }
    const auto nearest = nearest_on_curve(cells, of);
    ASSERT_TRUE(nearest);
    EXPECT_EQ(nearest->step, 50);
    EXPECT_NEAR(nearest->distance.greatest, 0, 1e-12);
  }
}

TEST(PaperDistance, CountsLossesAtThePeaks) {
  CellLosses cell = sample_cell("shared-bottom", 0.5, 1);
  cell.held_out_tasks = {0.08, 0.1, 0.45, 0.7};  // peaks at 0.085 and 0.45
  const auto peaks = peak_shares({cell}, LossOf::kHeldOut);
  ASSERT_EQ(peaks.size(), 2U);
  EXPECT_EQ(peaks[0].share, 0.5);
  EXPECT_EQ(peaks[1].share, 0.25);
  EXPECT_NEAR(*figure_5_distance({cell}, LossOf::kHeldOut), (0.21 + 0.09) / 2, 1e-12);
  EXPECT_FALSE(figure_5_distance({sample_cell("single-task", 0.5, 1)}, LossOf::kHeldOut));
}

}  // namespace
}  // namespace mmoe
