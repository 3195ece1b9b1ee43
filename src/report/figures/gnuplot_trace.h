// SPDX-License-Identifier: Apache-2.0
// One trace for gnuplot: a data block, and the clauses of `plot` that draw it.
#pragma once

#include <string>
#include <vector>

#include "report/figures/axis_range.h"
#include "report/figures/figure.h"

namespace mmoe {

/// Returns the trace's values as the block $d<block> (and, for a strip, its box as $b<block>). A
/// band is clipped to the axis `y`, since gnuplot would fill beyond it.
std::string trace_data(const Trace& trace, std::size_t block, const AxisRange& y);

/// Returns the clauses, bands and boxes first, then what lies on them.
std::vector<std::string> trace_clauses(const Trace& trace, std::size_t block);

}  // namespace mmoe
