// SPDX-License-Identifier: Apache-2.0
#include "data/table/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "base/error.h"

namespace mmoe {
namespace {

constexpr std::size_t kListedNames = 40;  // in a message

}  // namespace

std::string short_hint(const std::string& found, const std::vector<std::string>& names) {
  const std::string text = hint(found, names);
  return names.size() <= kListedNames || text.starts_with("; did you") ? text : "";
}

std::uint32_t code_of(const TableColumn& column, const std::string& text,
                      const std::string& where) {
  const auto found = std::ranges::find(column.texts, text);
  if (found == column.texts.end()) {
    throw FieldError(where, fmt::format("no row has '{}' in column '{}'{}", text, column.name,
                                        short_hint(text, column.texts)));
  }
  return static_cast<std::uint32_t>(found - column.texts.begin());
}

const TableColumn* RawTable::find(const std::string& name) const {
  const auto found = std::ranges::find(columns, name, &TableColumn::name);
  return found == columns.end() ? nullptr : &*found;
}

const TableColumn& RawTable::at(const std::string& name) const {
  const TableColumn* const column = find(name);
  if (column == nullptr) throw std::out_of_range("no column " + name);
  return *column;
}

char delimiter_of(const std::string& path, const std::string& given) {
  if (!given.empty()) return given[0];
  for (std::filesystem::path name = std::filesystem::path(path).filename(); name.has_extension();
       name = name.stem()) {
    if (name.extension() == ".tsv" || name.extension() == ".tab") return '\t';
  }
  return ',';
}

}  // namespace mmoe
