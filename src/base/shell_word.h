// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace mmoe {

/// `text` as one word of a command that a user copies into a POSIX shell: in single quotes unless
/// it has only letters, digits and _ - . / : = , + @ %.
std::string shell_word(std::string_view text);

}  // namespace mmoe
