// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>

namespace mmoe {

/// Returns whether lines on `stream` can be overwritten: it is a terminal, and TERM is set and not
/// "dumb".
bool can_redraw(std::FILE* stream);

/// Returns whether to colour output to `stream`: can_redraw, and NO_COLOR is unset or empty
/// (https://no-color.org).
bool use_color(std::FILE* stream);

/// Opens a read-only placeholder for every closed standard stream, so that a file opened later does
/// not reuse its descriptor and receive printed text. Call it first.
void hold_closed_streams();

}  // namespace mmoe
