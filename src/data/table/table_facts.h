// SPDX-License-Identifier: Apache-2.0
// All of a prepared table but its examples, as a small file of blocks beside theirs.
#pragma once

#include <filesystem>
#include <string_view>

#include "data/table/prepared_table.h"

namespace mmoe {

void write_table_facts(const PreparedTable& table, const std::filesystem::path& file,
                       std::string_view source);

/// Returns an equal table without examples. Throws RunError, in one line, where the file is damaged
/// or of another source.
PreparedTable read_table_facts(const std::filesystem::path& file, std::string_view source,
                               const TableRecipe& recipe);

}  // namespace mmoe
