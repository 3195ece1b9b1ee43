// SPDX-License-Identifier: Apache-2.0
#include "data/census_inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/error.h"

namespace mmoe {
namespace {

double transformed(const NumberInput& input, float value) {
  return input.log1p ? std::log1p(static_cast<double>(value)) : static_cast<double>(value);
}

NumberInput learn_number(const CensusTable& train, std::size_t column, bool log1p) {
  NumberInput input{.column = column, .log1p = log1p};
  const auto n = static_cast<double>(train.rows);
  double sum = 0;
  for (std::size_t row = 0; row < train.rows; ++row) {
    sum += transformed(input, train.number(row, column));
  }
  input.mean = sum / n;
  double squares = 0;
  for (std::size_t row = 0; row < train.rows; ++row) {
    const double deviation = transformed(input, train.number(row, column)) - input.mean;
    squares += deviation * deviation;
  }
  if (squares > 0) input.sd = std::sqrt(squares / n);
  return input;
}

/// The sparse input of each code of `table`.
std::vector<std::uint16_t> inputs_of_codes(const CensusTable& table, const CategoryInput& input) {
  std::vector<std::uint16_t> result;
  for (const std::string& name : table.names_of(input.column)) {
    const auto found = std::lower_bound(input.names.begin(), input.names.end(), name);
    const bool known = found != input.names.end() && *found == name;
    result.push_back(known ? static_cast<std::uint16_t>(input.first + (found - input.names.begin()))
                           : CensusExamples::kUnseen);
  }
  return result;
}

void encode_number(const CensusTable& table, const NumberInput& input, std::size_t position,
                   CensusExamples& out) {
  for (std::size_t row = 0; row < table.rows; ++row) {
    const double value = transformed(input, table.number(row, input.column));
    out.dense[row * out.numbers + position] = static_cast<float>((value - input.mean) / input.sd);
  }
}

void encode_category(const CensusTable& table, const CategoryInput& input, std::size_t position,
                     CensusExamples& out) {
  const std::vector<std::uint16_t> codes = inputs_of_codes(table, input);
  for (std::size_t row = 0; row < table.rows; ++row) {
    const std::uint16_t index = codes[table.code(row, input.column)];
    out.sparse[row * out.categories + position] = index;
    out.unseen[position] += index == CensusExamples::kUnseen;
  }
}

}  // namespace

Index CensusInputs::sparse_count() const {
  if (categories.empty()) return 0;
  return categories.back().first + static_cast<Index>(categories.back().names.size());
}

CensusInputs learn_census_inputs(const CensusTable& train, const CensusInputOptions& options) {
  CensusInputs inputs;
  for (std::size_t column = 0; column < kCensusColumns.size(); ++column) {
    const ColumnKind kind = kCensusColumns[column].kind;
    const bool removed =
        std::find(options.removed.begin(), options.removed.end(), column) != options.removed.end();
    if (removed || kind == ColumnKind::kWeight || kind == ColumnKind::kLabel) continue;
    if (is_number(column)) {
      const bool log1p = options.log1p_money && kind == ColumnKind::kMoney;
      inputs.numbers.push_back(learn_number(train, column, log1p));
      continue;
    }
    const Index first = inputs.sparse_count();
    inputs.categories.push_back({.column = column,
                                 .first = static_cast<std::uint16_t>(first),
                                 .names = train.names_of(column)});
    if (inputs.sparse_count() > CensusExamples::kUnseen) {
      throw InputError(fmt::format("{}: found {} categories up to column '{}'; expected at most {}",
                                   train.source.name, inputs.sparse_count(),
                                   kCensusColumns[column].name, CensusExamples::kUnseen));
    }
  }
  return inputs;
}

CensusExamples encode_census(const CensusTable& table, const CensusInputs& inputs) {
  CensusExamples out{.rows = table.rows,
                     .numbers = inputs.numbers.size(),
                     .categories = inputs.categories.size(),
                     .dense = std::vector<float>(table.rows * inputs.numbers.size()),
                     .sparse = std::vector<std::uint16_t>(table.rows * inputs.categories.size()),
                     .unseen = std::vector<std::int64_t>(inputs.categories.size())};
  for (std::size_t i = 0; i < out.numbers; ++i) encode_number(table, inputs.numbers[i], i, out);
  for (std::size_t i = 0; i < out.categories; ++i) {
    encode_category(table, inputs.categories[i], i, out);
  }
  return out;
}

}  // namespace mmoe
