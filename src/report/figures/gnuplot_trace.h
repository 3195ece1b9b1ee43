// SPDX-License-Identifier: Apache-2.0
// One trace in gnuplot's words: a block of data, and the clauses of `plot` that draw it.
#pragma once

#include <string>
#include <vector>

#include "report/figures/axis_range.h"
#include "report/figures/figure.h"

namespace mmoe {

/// Returns the trace's values as the block $d<block> (and, for a strip, its box as $b<block>). A
/// band ends where the axis `y` does: gnuplot would fill beyond it.
std::string trace_data(const Trace& trace, std::size_t block, const AxisRange& y);

/// Bands and boxes first, what lies on them after.
std::vector<std::string> trace_clauses(const Trace& trace, std::size_t block);

}  // namespace mmoe
