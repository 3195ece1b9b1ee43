// SPDX-License-Identifier: Apache-2.0
// The columns of a table in a file of blocks, which is mapped: they need not fit into memory.
//
// Blocks of 2^shift rows (the last of fewer) hold column after column, as it is used, 8 bytes per
// number and 4 per code; then, for each column with texts, a block of its texts; the last block,
// in CBOR, says what the others hold.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

#include "data/table/table.h"

namespace mmoe {

/// Rows of a block are at most 2^16.
inline constexpr unsigned kLargestColumnShift = 16;

/// Reads the files of `form` once and writes their columns to `file`, which appears whole or not at
/// all; memory is needed for one block, and for each column's distinct texts. What a killed import
/// left is not written again. Throws InputError as read_table does, then nothing is left; RunError
/// as BlockWriter does.
void import_columns(const TableForm& form, const TableUses& uses, const std::filesystem::path& file,
                    std::string_view source);

/// Values need no check in the process that has just written them: they may be many to read.
enum class ColumnCheck { kAll, kJustWritten };

/// Returns the table that read_table would, with its values mapped. Throws RunError, in one line,
/// where the file is damaged or of another source.
RawTable open_columns(const std::filesystem::path& file, std::string_view source,
                      const TableUses& uses, ColumnCheck check = ColumnCheck::kAll);

/// Returns the table in blocks, at least one, whose first bytes are at multiples of 8 and outlive
/// it. Throws RunError "block 3: PROBLEM" where they do not hold what the last block says.
RawTable table_of_blocks(std::span<const std::string_view> blocks, const TableUses& uses,
                         ColumnCheck check = ColumnCheck::kAll);

}  // namespace mmoe
