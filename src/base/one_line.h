// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace mmoe {

/// `message` on one line: control characters, which a name from a file may hold, are written as
/// \x0a. Neither do they reach the terminal then.
std::string one_line(std::string_view message);

}  // namespace mmoe
