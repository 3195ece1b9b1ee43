// SPDX-License-Identifier: Apache-2.0
#include "data/census/inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "data/table/number_transform.h"

namespace mmoe {
namespace {

/// A column's values as numbers, including a nominal column whose categories are numbers.
class Numbers {
 public:
  Numbers(const CensusTable& table, std::size_t column) : table_(table), column_(column) {
    if (is_number(column)) return;
    for (const std::string& name : table.names_of(column)) by_code_.push_back(parse(name));
  }
  float operator[](std::size_t row) const {
    return by_code_.empty() ? table_.number(row, column_) : by_code_[table_.code(row, column_)];
  }

 private:
  float parse(const std::string& name) const {
    float value = 0;
    const char* end = name.data() + name.size();
    if (const auto [stop, error] = std::from_chars(name.data(), end, value);
        error == std::errc() && stop == end) {
      return value;
    }
    throw InputError(fmt::format("{}: found '{}' in column '{}'; expected a number",
                                 table_.source.name, name, kCensusColumns[column_].name));
  }

  const CensusTable& table_;
  std::size_t column_;
  std::vector<float> by_code_;  // of a nominal column
};

double transformed(const NumberInput& input, float value) {
  return input.log1p ? std::log1p(static_cast<double>(value)) : static_cast<double>(value);
}

/// Returns the minimum and the maximum.
std::pair<double, double> range_of(const Numbers& values, std::size_t rows,
                                   const NumberInput& input) {
  double low = transformed(input, values[0]);
  double high = low;
  for (std::size_t row = 1; row < rows; ++row) {
    const double value = transformed(input, values[row]);
    low = std::min(low, value);
    high = std::max(high, value);
  }
  return {low, high};
}

void learn_mean_and_sd(const Numbers& values, std::size_t rows, NumberInput& input) {
  const auto [low, high] = range_of(values, rows, input);
  const auto n = static_cast<double>(rows);
  double sum = 0;
  for (std::size_t row = 0; row < rows; ++row) sum += transformed(input, values[row]);
  input.mean = sum / n;
  double squares = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    const double deviation = transformed(input, values[row]) - input.mean;
    squares += deviation * deviation;
  }
  if (high > low)
    input.sd = std::sqrt(squares / n);  // else the rounding error of the mean would be the scale
}

void learn_range(const Numbers& values, std::size_t rows, NumberInput& input) {
  const auto [low, high] = range_of(values, rows, input);
  input.mean = low;
  if (high > low) input.sd = high - low;
}

NumberInput learn_number(const CensusTable& train, std::size_t column,
                         const CensusInputOptions& options) {
  NumberInput input{
      .column = column,
      .log1p = options.log1p_money && kCensusColumns[column].kind == ColumnKind::kMoney};
  const Numbers values(train, column);
  if (options.scaling == NumberScaling::kStandard) learn_mean_and_sd(values, train.rows, input);
  if (options.scaling == NumberScaling::kMinMax) learn_range(values, train.rows, input);
  return input;
}

/// The inputs of a number in piecewise-linear encoding; none of a constant one.
std::vector<NumberInput> learn_segments(const CensusTable& train, std::size_t column,
                                        const CensusInputOptions& options) {
  const NumberInput input = learn_number(train, column, options);
  const Numbers values(train, column);
  std::vector<double> numbers;
  for (std::size_t row = 0; row < train.rows; ++row) {
    numbers.push_back(transformed(input, values[row]));
  }
  const NumberTransform learned({.transform = "piecewise-linear", .bins = options.number_bins},
                                numbers);
  const std::vector<double>& edges = learned.edges();
  std::vector<NumberInput> segments;
  for (std::size_t t = 1; t < edges.size(); ++t) {
    segments.push_back({.column = column,
                        .log1p = input.log1p,
                        .mean = edges[t - 1],
                        .sd = edges[t] - edges[t - 1],
                        .segment = true,
                        .end = edges[t]});
  }
  return segments;
}

/// Whether the column is an input, and of which kind.
enum class Use { kNone, kNumber, kCategory };

Use use_of(std::size_t column, const CensusInputOptions& options) {
  const auto has = [column](const std::vector<std::size_t>& list) {
    return std::find(list.begin(), list.end(), column) != list.end();
  };
  const ColumnKind kind = kCensusColumns[column].kind;
  if (has(options.removed) || kind == ColumnKind::kLabel) return Use::kNone;
  if (kind == ColumnKind::kWeight && !options.weight) return Use::kNone;
  return is_number(column) || has(options.as_numbers) ? Use::kNumber : Use::kCategory;
}

/// Returns the sparse input of each code of `table`.
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

/// Likewise if the table's own one-hot columns are taken for the training file's, one by one;
/// `first` is the position of this column's first.
std::vector<std::uint16_t> inputs_by_position(std::size_t names, std::size_t first,
                                              std::size_t sparse_count) {
  std::vector<std::uint16_t> result;
  for (std::size_t place = first; place < first + names; ++place) {
    result.push_back(place < sparse_count ? static_cast<std::uint16_t>(place)
                                          : CensusExamples::kUnseen);
  }
  return result;
}

void encode_number(const CensusTable& table, const NumberInput& input, std::size_t position,
                   CensusExamples& out) {
  const Numbers values(table, input.column);
  for (std::size_t row = 0; row < table.rows; ++row) {
    double value = (transformed(input, values[row]) - input.mean) / input.sd;
    if (input.segment) value = std::clamp(value, 0.0, 1.0);
    out.dense[row * out.numbers + position] = static_cast<float>(value);
  }
}

/// Sets one category of each row; `codes` maps the table's codes to inputs.
void encode_category(const CensusTable& table, std::size_t column,
                     const std::vector<std::uint16_t>& codes, std::size_t position,
                     CensusExamples& out) {
  for (std::size_t row = 0; row < table.rows; ++row) {
    const std::uint16_t index = codes[table.code(row, column)];
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
  inputs.alignment = options.alignment;
  for (std::size_t column = 0; column < kCensusColumns.size(); ++column) {
    const Use use = use_of(column, options);
    if (use == Use::kNumber && options.number_bins > 0) {
      std::ranges::move(learn_segments(train, column, options), std::back_inserter(inputs.numbers));
    } else if (use == Use::kNumber) {
      inputs.numbers.push_back(learn_number(train, column, options));
    }
    if (use != Use::kCategory) continue;
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
  std::size_t first = 0;  // position among the table's own one-hot columns
  for (std::size_t i = 0; i < out.categories; ++i) {
    const CategoryInput& input = inputs.categories[i];
    const std::size_t names = table.names_of(input.column).size();
    const auto codes =
        inputs.alignment == CategoryAlignment::kByName
            ? inputs_of_codes(table, input)
            : inputs_by_position(names, first, static_cast<std::size_t>(inputs.sparse_count()));
    encode_category(table, input.column, codes, i, out);
    first += names;
  }
  return out;
}

}  // namespace mmoe
