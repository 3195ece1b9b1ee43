// SPDX-License-Identifier: Apache-2.0
// Numbers and paths of a drawing in fewer characters.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mmoe {

/// Shortens numbers of two decimals, which gnuplot's coordinates have: those from 10 on to one
/// decimal (a tenth of a pixel), and no zeros at the end.
std::string short_numbers(std::string_view text);

/// In hundredths of a pixel.
struct SvgPlace {
  std::int64_t x = 0;
  std::int64_t y = 0;
};

/// The place of two coordinates, rounded as short_numbers does.
SvgPlace svg_place(std::string_view x, std::string_view y);

/// The `d` of lines from each place to the next.
std::string path_through(const std::vector<SvgPlace>& places);

/// Shortens the `d` of a path of the commands M, L and Z alone, such as "M1,2 L3,2 L3,4":
/// "M1,2H3V4", without places on a level or upright way. Other paths are returned with short
/// numbers.
std::string short_path(std::string_view d);

}  // namespace mmoe
