// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace mmoe {

/// Escapes a field by RFC 4180: in quotes if it contains a comma, a quote or a line break.
std::string csv_escaped(std::string_view text);

}  // namespace mmoe
