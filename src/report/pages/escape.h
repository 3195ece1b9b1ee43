// SPDX-License-Identifier: Apache-2.0
// Escapes text for each format, since names of experiments, models and tasks are chosen by users.
#pragma once

#include <string>
#include <string_view>

namespace mmoe {

/// Escapes text and double-quoted attribute values of HTML and SVG.
std::string html_escaped(std::string_view text);
/// Also writes – ± − ² as commands that pdflatex knows without a package.
std::string latex_escaped(std::string_view text);
/// Escapes a table cell or a line of text.
std::string markdown_escaped(std::string_view text);

}  // namespace mmoe
