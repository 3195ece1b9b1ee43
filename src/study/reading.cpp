// SPDX-License-Identifier: Apache-2.0
#include "study/reading.h"

#include "study/measures.h"

namespace mmoe {

Reading read_losses(const std::vector<CellLosses>& cells, LossOf of) {
  Reading reading{.figure_4 = figure_4_distance(cells, of),
                  .figure_3 = figure_3_distance(cells, of),
                  .on_curve = nearest_on_curve(cells, of),
                  .figure_5 = figure_5_distance(cells, of),
                  .peaks = peak_shares(cells, of),
                  .measures = {}};
  for (const Measure& measure : measures()) {
    reading.measures[measure.name] = measure.value(cells, of);
  }
  return reading;
}

}  // namespace mmoe
