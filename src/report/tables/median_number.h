// SPDX-License-Identifier: Apache-2.0
// Medians as tables show them.
#pragma once

#include "report/tables/table.h"
#include "statistics/summary.h"

namespace mmoe {

/// How captions say what median_number shows.
inline constexpr const char* kMedianWords =
    "median [its 95% interval; below 6 runs, which have none: least to greatest]";

/// The median with its exact interval, or with the range of too few values for one.
Number median_number(const Summary& summary);

}  // namespace mmoe
