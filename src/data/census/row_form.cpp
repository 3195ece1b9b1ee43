// SPDX-License-Identifier: Apache-2.0
#include "data/census/row_form.h"

#include <iterator>
#include <vector>

#include "base/error.h"

namespace mmoe {
namespace {

std::string census_column_name(std::size_t column) {
  return std::string(kCensusColumns[column].name);
}

/// Census numbers are held in 32 bits. `inputs`: one, or the segments of a column in turn.
ColumnEncoder number_encoder(const std::vector<NumberInput>& inputs, const std::string& where) {
  const NumberInput& input = inputs.front();
  NumberConstants constants{.transform = "standardise",
                            .log1p = input.log1p,
                            .single = true,
                            .shift = input.mean,
                            .scale = input.sd};
  if (input.segment) {
    constants = {.transform = "piecewise-linear",
                 .log1p = input.log1p,
                 .single = true,
                 .width = std::ssize(inputs),
                 .edges = {input.mean}};
    for (const NumberInput& segment : inputs) constants.edges.push_back(segment.end);
  }
  return {.column = census_column_name(input.column), .number = {std::move(constants), where}};
}

LabelEncoder census_label_encoder(const CensusLabel& label) {
  LabelEncoder encoder{.column = census_column_name(label.column)};
  if (label.positive.empty()) encoder.at_least = static_cast<double>(label.at_least);
  encoder.in.assign(label.positive.begin(), label.positive.end());
  // The files' last value, the income, ends with the full stop of the row.
  if (label.column == kCensusLabel) {
    for (const std::string_view value : label.positive) encoder.in.emplace_back(value) += '.';
  }
  return encoder;
}

}  // namespace

RowForm census_row_form(const CensusInputs& inputs, const CensusView& view,
                        const std::vector<CensusLabel>& tasks) {
  if (inputs.alignment == CategoryAlignment::kByPosition) {
    throw FieldError("data.protocol",
                     "models of a protocol that matches categories by their position in each file "
                     "cannot be saved");
  }
  RowForm form;
  for (std::size_t column = 0; column < kCensusColumns.size(); ++column) {
    form.inputs.names.push_back(census_column_name(column));
  }
  std::vector<NumberInput> of_column;
  for (std::size_t i = 0; i < view.numbers.size(); ++i) {
    of_column.push_back(inputs.numbers[view.numbers[i]]);
    const bool goes_on = i + 1 < view.numbers.size() &&
                         inputs.numbers[view.numbers[i + 1]].column == of_column[0].column;
    if (goes_on) continue;
    form.inputs.columns.push_back(number_encoder(of_column, "data"));
    of_column.clear();
  }
  for (const CensusView::Category& category : view.categories) {
    const CategoryInput& input = inputs.categories[category.position];
    form.inputs.columns.push_back({.column = census_column_name(input.column),
                                   .kind = "categorical",
                                   .categories = {.names = input.names}});
  }
  for (const CensusLabel& task : tasks) form.labels.push_back(census_label_encoder(task));
  return form;
}

}  // namespace mmoe
