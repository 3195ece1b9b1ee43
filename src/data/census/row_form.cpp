// SPDX-License-Identifier: Apache-2.0
#include "data/census/row_form.h"

#include "base/error.h"

namespace mmoe {
namespace {

std::string census_column_name(std::size_t column) {
  return std::string(kCensusColumns[column].name);
}

/// Census numbers are held in 32 bits.
ColumnEncoder number_encoder(const NumberInput& input, const std::string& where) {
  NumberConstants constants{.transform = "standardise",
                            .log1p = input.log1p,
                            .single = true,
                            .shift = input.mean,
                            .scale = input.sd};
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
  for (const std::size_t position : view.numbers) {
    form.inputs.columns.push_back(number_encoder(inputs.numbers[position], "data"));
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
