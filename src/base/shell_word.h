// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace mmoe {

/// `text`, a path, as one word of a command that a user copies into a shell: in single quotes
/// unless it has only letters, digits and _ - . / : = , + @ %; behind ./ where it begins with a -;
/// with control characters as escapes in $'...', which bash and zsh know.
std::string shell_word(std::string_view text);

}  // namespace mmoe
