// SPDX-License-Identifier: Apache-2.0
#include "data/table/categories.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/sha256.h"

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

std::optional<std::int32_t> place_among(const std::vector<std::string>& sorted,
                                        std::string_view name) {
  const auto found = std::lower_bound(sorted.begin(), sorted.end(), name);
  if (found == sorted.end() || *found != name) return std::nullopt;
  return static_cast<std::int32_t>(found - sorted.begin());
}

/// The same on every machine: the first 52 bits of the name's SHA-256, modulo `size`.
std::int32_t hashed_input(std::string_view name, std::int64_t size) {
  const std::uint64_t bits = std::stoull(sha256_hex(name).substr(0, 13), nullptr, 16);
  return static_cast<std::int32_t>(bits % static_cast<std::uint64_t>(size));
}

/// Appends the inputs of one text, in ascending order, each once.
void append_inputs(const CategoryVocabulary& vocabulary, const Values& values,
                   CategoryInputs& inputs) {
  std::vector<std::int32_t> set;
  bool unseen = false;
  for (const std::string_view value : values) {
    if (vocabulary.hashed > 0) {
      set.push_back(hashed_input(value, vocabulary.hashed));
      continue;
    }
    if (const auto place = place_among(vocabulary.names, value)) {
      set.push_back(*place);
      continue;
    }
    if (!vocabulary.rare.empty()) {
      set.push_back(static_cast<std::int32_t>(vocabulary.names.size()));
    }
    unseen |= !place_among(vocabulary.rare, value);
  }
  std::ranges::sort(set);
  set.erase(std::unique(set.begin(), set.end()), set.end());
  inputs.of_codes.items.insert(inputs.of_codes.items.end(), set.begin(), set.end());
  inputs.of_codes.end_list();
  inputs.unseen.push_back(unseen);
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

std::vector<std::string_view> CategoryVocabulary::values(std::string_view text) const {
  return separator.empty() ? Values{text} : split_values(text, separator);
}

CategoryVocabulary learn_categories(const TableColumn& column, const TableColumnOptions& options,
                                    const std::vector<TablePart>& parts) {
  CategoryVocabulary vocabulary;
  if (options.kind == "multi-valued") vocabulary.separator = options.separator;
  const CodeCounts counts = count_codes(column, parts);
  vocabulary.missing = vocabulary.separator.empty() && counts.missing > 0;
  vocabulary.hashed = options.hash_size;
  if (vocabulary.hashed > 0) return vocabulary;
  RowsOfNames rows_of;
  for (std::size_t code = 0; code < column.texts.size(); ++code) {
    for (const std::string_view value : vocabulary.values(column.texts[code])) {
      rows_of[value] += counts.rows[code];
    }
  }
  for (const auto& [name, rows] : rows_of) {
    if (rows > 0)
      (rows < options.min_count ? vocabulary.rare : vocabulary.names).emplace_back(name);
  }
  return vocabulary;
}

CategoryInputs inputs_of_texts(const CategoryVocabulary& vocabulary,
                               const std::vector<std::string>& texts) {
  CategoryInputs inputs;
  for (const std::string& text : texts) append_inputs(vocabulary, vocabulary.values(text), inputs);
  if (vocabulary.missing) {
    inputs.of_codes.items.push_back(static_cast<std::int32_t>(vocabulary.width() - 1));
  }
  inputs.of_codes.end_list();
  return inputs;
}

}  // namespace mmoe
