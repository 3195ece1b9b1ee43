// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace mmoe {

/// Returns all of a file, unpacked if it is gzip-compressed. Throws InputError, naming the file and
/// why, if it cannot be read or its gzip data is cut off or corrupt.
std::string read_whole_file(const std::string& path);

/// "x.json" and "x.json.gz".
bool is_json_name(std::string_view path);

}  // namespace mmoe
