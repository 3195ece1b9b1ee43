// SPDX-License-Identifier: Apache-2.0
#include "data/census/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <numeric>
#include <string_view>

#include "base/error.h"
#include "data/table/table.h"

namespace mmoe {
namespace {

using Code = std::uint16_t;

constexpr char kFullStop = '.';  // behind a row's last value, the label

/// Every value is there: '?' is a category as others are.
TableForm census_form(const std::string& path) {
  TableForm form{.paths = {path}, .delimiter = ",", .header = false, .missing = {""}};
  for (const CensusColumn& column : kCensusColumns) form.names.emplace_back(column.name);
  return form;
}

TableColumnUse census_use(std::size_t column) {
  TableColumnUse use{.numbers = is_number(column), .texts = !is_number(column), .complete = true};
  if (use.numbers) use.low = 0;
  if (column == kCensusLabel) {
    for (const std::string_view label : {kIncomeLow, kIncomeHigh}) {
      use.words.push_back(std::string(label) + kFullStop);
    }
  }
  return use;
}

/// Places numbers of a column into the rows of the table.
void take_numbers(const TableColumn& column, std::size_t slot, CensusTable& table) {
  for (std::size_t row = 0; row < table.rows; ++row) {
    table.numbers[row * kCensusNumbers + slot] = static_cast<float>(column.numbers[row]);
  }
}

/// The same for categories, whose codes follow the sorted names.
void take_categories(const TableColumn& column, std::size_t slot, CensusTable& table) {
  const std::vector<std::string>& texts = column.texts;
  std::vector<Code> order(texts.size());
  std::iota(order.begin(), order.end(), Code{0});
  std::ranges::sort(order, {}, [&](Code code) { return std::string_view(texts[code]); });
  std::vector<Code> code_of_text(texts.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    code_of_text[order[i]] = static_cast<Code>(i);
    table.names[slot].push_back(texts[order[i]]);
  }
  for (std::size_t row = 0; row < table.rows; ++row) {
    table.codes[row * kCensusCategories + slot] = code_of_text[column.codes[row]];
  }
}

std::string plain_name(const std::filesystem::path& path) {
  return (path.extension() == ".gz" ? path.stem() : path.filename()).string();
}

}  // namespace

CensusTable read_census_table(const std::string& path) {
  std::size_t used = 0;  // columns asked about, in the order of the names
  const RawTable raw =
      read_table(census_form(path), [&](const std::string&) { return census_use(used++); });
  CensusTable table;
  table.source = {plain_name(path), raw.files[0].bytes, raw.files[0].sha256};
  table.rows = raw.rows;
  table.numbers.resize(raw.rows * kCensusNumbers);
  table.codes.resize(raw.rows * kCensusCategories);
  for (std::size_t column = 0; column < kCensusColumns.size(); ++column) {
    const TableColumn& values = raw.columns[column];
    if (values.texts.size() > std::numeric_limits<Code>::max()) {
      throw InputError(fmt::format("{}: found {} categories in column '{}'; expected at most {}",
                                   path, values.texts.size(), values.name,
                                   std::numeric_limits<Code>::max()));
    }
    is_number(column) ? take_numbers(values, slot_of(column), table)
                      : take_categories(values, slot_of(column), table);
  }
  for (std::string& label : table.names[slot_of(kCensusLabel)]) label.pop_back();  // the full stop
  return table;
}

}  // namespace mmoe
