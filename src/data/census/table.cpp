// SPDX-License-Identifier: Apache-2.0
#include "data/census/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <numeric>
#include <string_view>
#include <unordered_map>

#include "base/error.h"
#include "base/interrupt.h"
#include "data/census/row.h"
#include "data/text_reader.h"

namespace mmoe {
namespace {

using Code = std::uint16_t;

/// The categories of one column in order of appearance.
class Categories {
 public:
  /// Returns the code of a name. Throws InputError if there are more names than codes.
  Code code(std::string_view name, std::size_t column, const TextPlace& place) {
    // Most rows repeat the value of the row before.
    if (!names_.empty() && names_[last_] == name) return last_;
    const auto found = codes_.find(name);
    if (found != codes_.end()) return last_ = found->second;
    if (names_.size() == std::numeric_limits<Code>::max()) {
      throw InputError(fmt::format("{}:{}: found more than {} categories in column '{}'",
                                   place.file, place.line, names_.size(),
                                   kCensusColumns[column].name));
    }
    last_ = static_cast<Code>(names_.size());
    names_.emplace_back(name);
    codes_.emplace(name, last_);
    return last_;
  }

  /// Sorts the names; returns the new code of each old one.
  std::vector<Code> sort() {
    std::vector<Code> order(names_.size());
    std::iota(order.begin(), order.end(), Code{0});
    std::sort(order.begin(), order.end(), [&](Code a, Code b) { return names_[a] < names_[b]; });
    std::vector<Code> renumbered(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) renumbered[order[i]] = static_cast<Code>(i);
    std::sort(names_.begin(), names_.end());
    return renumbered;
  }

  std::vector<std::string> take_names() { return std::move(names_); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  std::vector<std::string> names_;
  std::unordered_map<std::string, Code, Hash, std::equal_to<>> codes_;
  Code last_ = 0;
};

using AllCategories = std::array<Categories, kCensusCategories>;

void append_row(const CensusFields& fields, const TextPlace& place, AllCategories& categories,
                CensusTable& table) {
  for (std::size_t column = 0; column < fields.size(); ++column) {
    if (is_number(column)) {
      table.numbers.push_back(parse_census_number(fields[column], column, place));
    } else {
      table.codes.push_back(categories[slot_of(column)].code(fields[column], column, place));
    }
  }
}

/// Renumbers the codes, which are in order of appearance, to follow the sorted names.
void sort_categories(AllCategories& categories, CensusTable& table) {
  for (std::size_t slot = 0; slot < kCensusCategories; ++slot) {
    const std::vector<Code> renumbered = categories[slot].sort();
    for (std::size_t i = slot; i < table.codes.size(); i += kCensusCategories) {
      table.codes[i] = renumbered[table.codes[i]];
    }
    table.names[slot] = categories[slot].take_names();
  }
}

std::string plain_name(const std::filesystem::path& path) {
  return (path.extension() == ".gz" ? path.stem() : path.filename()).string();
}

}  // namespace

CensusTable read_census_table(const std::string& path) {
  TextReader reader(path);
  CensusTable table;
  AllCategories categories;
  CensusFields fields;
  for (std::string_view row; reader.next(row); ++table.rows) {
    if (interrupted()) throw Interrupted();
    const TextPlace place{path, reader.line_number()};
    parse_census_row(row, place, fields);
    append_row(fields, place, categories, table);
  }
  if (table.rows == 0) {
    throw InputError(
        fmt::format("{}: the file is empty; expected rows of {} fields", path, fields.size()));
  }
  table.numbers.shrink_to_fit();
  table.codes.shrink_to_fit();
  sort_categories(categories, table);
  table.source = {plain_name(path), reader.bytes(), reader.sha256()};
  return table;
}

}  // namespace mmoe
