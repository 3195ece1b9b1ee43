// SPDX-License-Identifier: Apache-2.0
// What every part of a gnuplot script needs: text that is taken literally, and places in pixels.
#pragma once

#include <string>
#include <vector>

namespace mmoe {

/// In single quotes gnuplot substitutes nothing, neither escapes nor commands; controls become
/// blanks.
std::string gnuplot_quoted(std::string text);

/// About how wide text is, in pixels: fonts differ from one reader to the next.
double text_width(const std::string& text);

/// `text` in lines no wider than `width` pixels, parted at blanks; none for "". A word wider than
/// that ends in "…".
std::vector<std::string> wrapped(const std::string& text, double width);

/// From one line to the next.
inline constexpr double kTitleLine = 17;

/// Size of the whole drawing, in pixels.
struct Size {
  double width, height;
};

/// Where the axes of a panel, or the legend, stand: in pixels from the top left corner.
struct Place {
  double left, right, top, bottom;
};

/// Returns the commands that put the next plot there.
std::string margin_commands(const Place& place, const Size& size);

}  // namespace mmoe
