// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "report/report.h"

namespace mmoe {

/// Returns the report as one page that needs nothing else: figures are inline, from
/// FIGURES/NAME.svg; no script, no font, no request. Throws RunError if a figure's file is
/// missing.
std::string html_page(const Report& report, const std::string& figures);

/// Returns a drawing of gnuplot's as an element of a page: without its prolog, named by
/// `description` for those who cannot see it, its ids made the page's own by `name`.
std::string inline_svg(const std::string& svg, const std::string& name,
                       const std::string& description);

}  // namespace mmoe
