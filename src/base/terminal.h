// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>

namespace mmoe {

/// Whether lines on `stream` can be drawn over: it is a terminal, and TERM is not "dumb".
bool can_redraw(std::FILE* stream);

/// Whether to colour what goes to `stream`: it is a terminal, TERM is not "dumb", and NO_COLOR is
/// unset or empty (https://no-color.org).
bool use_color(std::FILE* stream);

}  // namespace mmoe
