// SPDX-License-Identifier: Apache-2.0
// Formats numbers for people.
#pragma once

#include <optional>
#include <string>

#include "base/count_text.h"

namespace mmoe {

/// Formats 0.0304 as "0.030"; "<0.001" for smaller values, "–" if undefined.
std::string p_text(const std::optional<double>& p);

}  // namespace mmoe
