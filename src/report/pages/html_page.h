// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "report/report.h"

namespace mmoe {

class PageSymbols;

/// Returns the report as one self-contained page: figures are inline, from FIGURES/NAME.svg; no
/// scripts, fonts or requests. Throws RunError if a figure's file is missing.
std::string html_page(const Report& report, const std::string& figures);

/// Returns a gnuplot SVG as an element of a page: without its prolog, with `description` as
/// alternative text, and with the id `name`; its markers move to the page's symbols.
std::string inline_svg(const std::string& svg, const std::string& name,
                       const std::string& description, PageSymbols& symbols);

}  // namespace mmoe
