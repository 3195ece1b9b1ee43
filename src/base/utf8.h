// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace mmoe {

/// Whether `text` is well-formed UTF-8 (RFC 3629): no byte out of place, no longer form than
/// needed, no surrogate, nothing above U+10FFFF. ASCII is passed eight bytes at a time.
bool is_utf8(std::string_view text);

}  // namespace mmoe
