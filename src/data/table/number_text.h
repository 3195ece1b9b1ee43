// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mmoe {

/// The decimal number that all of `text` is, a leading '+' allowed; nothing else, and no number
/// that is not finite.
std::optional<double> parse_decimal(std::string_view text);

/// What to do about text that is no number: of a decimal comma, a thousands separator, a percent
/// or currency sign; else "".
std::string number_hint(std::string_view text);

}  // namespace mmoe
