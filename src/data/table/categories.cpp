// SPDX-License-Identifier: Apache-2.0
#include "data/table/categories.h"

#include <algorithm>
#include <map>

namespace mmoe {
namespace {

using Values = std::vector<std::string_view>;
using RowsOfNames = std::map<std::string_view, std::int64_t>;  // training rows

std::string_view without_blanks(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// What a training row has of each code, and how many have none.
struct CodeCounts {
  std::vector<std::int64_t> rows;
  std::int64_t missing = 0;
};

CodeCounts count_codes(const TableColumn& column, const std::vector<TablePart>& parts) {
  CodeCounts counts{std::vector<std::int64_t>(column.texts.size()), 0};
  for (std::size_t row = 0; row < parts.size(); ++row) {
    if (parts[row] != TablePart::kTrain) continue;
    const std::uint32_t code = column.codes[row];
    ++(code == TableColumn::kMissing ? counts.missing : counts.rows[code]);
  }
  return counts;
}

/// The inputs that the values of one code set, in ascending order, each once.
void append_inputs(const Values& values, const std::map<std::string_view, std::int32_t>& input_of,
                   CategoryInputs& inputs) {
  std::vector<std::int32_t> set;
  for (const std::string_view value : values) {
    const auto found = input_of.find(value);
    if (found != input_of.end()) {
      set.push_back(found->second);
    } else if (inputs.rare) {
      set.push_back(static_cast<std::int32_t>(inputs.names.size()));
    }
  }
  std::ranges::sort(set);
  set.erase(std::unique(set.begin(), set.end()), set.end());
  inputs.of_codes.items.insert(inputs.of_codes.items.end(), set.begin(), set.end());
  inputs.of_codes.end_list();
}

}  // namespace

std::vector<std::string_view> split_values(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> values;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    const std::string_view value = without_blanks(text.substr(begin, end - begin));
    if (!value.empty() && std::ranges::count(values, value) == 0) values.push_back(value);
    begin = end + separator.size();
  }
  return values;
}

CategoryInputs learn_categories(const TableColumn& column, const TableColumnOptions& options,
                                const std::vector<TablePart>& parts) {
  const bool several = options.kind == "multi-valued";
  std::vector<Values> values;  // by code
  for (const std::string& text : column.texts) {
    values.push_back(several ? split_values(text, options.separator) : Values{text});
  }
  const CodeCounts counts = count_codes(column, parts);
  RowsOfNames rows_of;
  for (std::size_t code = 0; code < values.size(); ++code) {
    for (const std::string_view value : values[code]) rows_of[value] += counts.rows[code];
  }
  CategoryInputs inputs;
  std::map<std::string_view, std::int32_t> input_of;
  for (const auto& [name, rows] : rows_of) {
    inputs.rare |= rows > 0 && rows < options.min_count;
    if (rows < options.min_count) continue;
    input_of[name] = static_cast<std::int32_t>(inputs.names.size());
    inputs.names.emplace_back(name);
  }
  inputs.missing = !several && counts.missing > 0;
  for (const Values& of_code : values) {
    append_inputs(of_code, input_of, inputs);
    inputs.unseen.push_back(
        std::ranges::any_of(of_code, [&](std::string_view value) { return rows_of[value] == 0; }));
  }
  if (inputs.missing) {
    inputs.of_codes.items.push_back(static_cast<std::int32_t>(inputs.width() - 1));
  }
  inputs.of_codes.end_list();
  return inputs;
}

}  // namespace mmoe
