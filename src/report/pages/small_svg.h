// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mmoe {

/// Returns a drawing of gnuplot's in fewer bytes that looks the same: without empty groups, unused
/// markers and attributes that say the default, coordinates to a tenth of a pixel, and points that
/// look alike under one group.
std::string small_svg(const std::string& svg);

}  // namespace mmoe
