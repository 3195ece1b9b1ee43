// SPDX-License-Identifier: Apache-2.0
// What the writers of tables ask of their cells and rows.
#pragma once

#include <fmt/format.h>

#include "report/tables/table.h"

namespace mmoe {

Mark mark_of(const TableCell& cell);
std::string cell_text(const TableCell& cell);

struct Wrap {
  const char* before;
  const char* after;
};

/// The cell's text, escaped, between what its mark asks for.
template <typename Escape>
std::string marked(const TableCell& cell, const Escape& escape, Wrap best, Wrap tied) {
  const std::string text = escape(cell_text(cell));
  if (mark_of(cell) == Mark::kBest) return fmt::format("{}{}{}", best.before, text, best.after);
  if (mark_of(cell) == Mark::kTied) return fmt::format("{}{}{}", tied.before, text, tied.after);
  return text;
}

bool starts_group(const Table& table, std::size_t row);

/// Columns with text that must be broken into lines.
std::vector<std::size_t> long_columns(const Table& table);

}  // namespace mmoe
