// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mmoe {

/// Writes a file of a report, whole. Throws RunError that names it.
void write_file(const std::string& path, const std::string& text);

}  // namespace mmoe
