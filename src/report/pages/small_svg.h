// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/pages/svg_symbols.h"

namespace mmoe {

/// Returns gnuplot's drawing as an element of the page, in about a quarter of the bytes: without
/// empty groups, unused markers and attributes that say what is inherited, with coordinates to a
/// tenth of a pixel, and what looks alike in one path. It looks the same with the page's
/// style sheet and with `symbols`, which get its markers. The canvas' id is `name`. Throws RunError
/// if `svg` is no drawing.
std::string small_svg(const std::string& svg, const std::string& name, PageSymbols& symbols);

}  // namespace mmoe
