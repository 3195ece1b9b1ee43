// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>

namespace mmoe {

/// Returns whether lines on `stream` can be drawn over: it is a terminal, and TERM is not "dumb".
bool can_redraw(std::FILE* stream);

/// Returns whether to colour what goes to `stream`: it is a terminal, TERM is not "dumb", and
/// NO_COLOR is unset or empty (https://no-color.org).
bool use_color(std::FILE* stream);

/// Call it first. A standard stream that came closed gets a place holder that nothing can be
/// written to, lest a file opened later gets its number, and with it what is printed.
void hold_closed_streams();

}  // namespace mmoe
