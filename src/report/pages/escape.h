// SPDX-License-Identifier: Apache-2.0
// Names of experiments, models and tasks are the user's: text that each format takes literally.
#pragma once

#include <string>
#include <string_view>

namespace mmoe {

/// For text and attribute values in double quotes, of HTML and SVG.
std::string html_escaped(std::string_view text);
/// Also – ± − ² as commands, which pdflatex knows without a package.
std::string latex_escaped(std::string_view text);
/// For a table's cell or a line of text.
std::string markdown_escaped(std::string_view text);
/// RFC 4180: in quotes where it holds a comma, a quote or a line's end.
std::string csv_escaped(std::string_view text);

}  // namespace mmoe
