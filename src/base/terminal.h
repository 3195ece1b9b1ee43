// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdio>
#include <optional>

namespace mmoe {

/// Returns whether lines on `stream` can be overwritten: it is a terminal, and TERM is set and not
/// "dumb".
bool can_redraw(std::FILE* stream);

/// Returns whether to colour output to `stream`: can_redraw, and NO_COLOR is unset or empty
/// (https://no-color.org).
bool use_color(std::FILE* stream);

/// Returns the columns of the terminal that `stream` is, taken to be 60 to 200: narrower lines are
/// hard to read. Empty where it is none, or does not say.
std::optional<std::size_t> output_columns(std::FILE* stream);

/// Opens a read-only placeholder for every closed standard stream, so that a file opened later does
/// not reuse its descriptor and receive printed text. Call it first.
void hold_closed_streams();

}  // namespace mmoe
