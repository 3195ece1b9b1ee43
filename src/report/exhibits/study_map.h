// SPDX-License-Identifier: Apache-2.0
// A study as a map: where in the design the paper's picture holds, and which factors decide it.
#pragma once

#include "report/exhibits/exhibit.h"
#include "study/study.h"

namespace mmoe {

/// A panel a measure on held-out loss, a point a design point, over the two factors that decide
/// the measure most.
Exhibit study_map(const Study& study);

}  // namespace mmoe
