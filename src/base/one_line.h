// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace mmoe {

/// Returns `message` on one line: control characters, which a name from a file may contain, are
/// escaped as \x0a, so that they do not reach the terminal.
std::string one_line(std::string_view message);

}  // namespace mmoe
