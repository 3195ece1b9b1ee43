// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace mmoe {

/// Returns the other processes of this machine that have `file` open, as "sqlite3 (process 4711)",
/// separated by commas; "another program" if none is visible.
std::string holders_of(const std::filesystem::path& file);

}  // namespace mmoe
