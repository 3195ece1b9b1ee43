// SPDX-License-Identifier: Apache-2.0
#include "data/census/labels.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

#include "base/error.h"

namespace mmoe {

CensusLabel income_label() {
  return {.name = "income", .column = kCensusLabel, .positive = {kIncomeHigh}};
}

CensusLabel never_married_label() {
  return {.name = "never_married",
          .column = census_column("marital stat"),
          .positive = {"Never married"},
          .leaky_columns = marriage_leaky_columns()};
}

CensusLabel education_college_label(std::string_view lowest) {
  CensusLabel label{
      .name = "education_college",
      .column = census_column("education"),
      .positive = {"Bachelors degree(BA AB BS)", "Masters degree(MA MS MEng MEd MSW MBA)",
                   "Prof school degree (MD DDS DVM LLB JD)", "Doctorate degree(PhD EdD)"}};
  if (lowest == "associate") {
    label.positive.insert(label.positive.end(), {"Associates degree-occup /vocational",
                                                 "Associates degree-academic program"});
  }
  return label;
}

const std::vector<std::size_t>& marriage_leaky_columns() {
  static const std::vector<std::size_t> columns = {
      census_column("tax filer stat"), census_column("detailed household and family stat"),
      census_column("detailed household summary in household")};
  return columns;
}

std::vector<CensusLabel> census_labels(std::string_view college) {
  return {
      income_label(),
      education_college_label(college),
      never_married_label(),
      {.name = "male", .column = census_column("sex"), .positive = {"Male"}},
      {.name = "age_40", .column = census_column("age"), .at_least = 40},
      {.name = "full_year",
       .column = census_column("weeks worked in year"),
       .at_least = 52,
       .leaky_columns = {census_column("num persons worked for employer")}},
      {.name = "self_employed",
       .column = census_column("class of worker"),
       .positive = {"Self-employed-not incorporated", "Self-employed-incorporated"},
       .leaky_columns = {census_column("own business or self employed")}},
      {.name = "dividends", .column = census_column("dividends from stocks"), .at_least = 1},
      {.name = "householder",
       .column = census_column("detailed household summary in household"),
       .positive = {"Householder"},
       .leaky_columns = {census_column("detailed household and family stat")}},
      {.name = "joint_filer",
       .column = census_column("tax filer stat"),
       .positive = {"Joint both under 65", "Joint both 65+", "Joint one under 65 & one 65+"},
       .leaky_columns = {census_column("marital stat"),
                         census_column("detailed household and family stat")}},
      {.name = "foreign_born",
       .column = census_column("citizenship"),
       .positive = {"Foreign born- Not a citizen of U S",
                    "Foreign born- U S citizen by naturalization"},
       .leaky_columns = {census_column("country of birth self"),
                         census_column("country of birth father"),
                         census_column("country of birth mother")}},
      {.name = "office_work",
       .column = census_column("major occupation code"),
       .positive = {"Executive admin and managerial", "Professional specialty",
                    "Technicians and related support", "Sales", "Adm support including clerical"},
       .leaky_columns = {census_column("detailed occupation recode")}},
  };
}

std::vector<std::string> census_label_names() {
  std::vector<std::string> names;
  for (const CensusLabel& label : census_labels("associate")) names.push_back(label.name);
  return names;
}

LabelColumn label_rows(const CensusTable& table, const CensusLabel& label) {
  LabelColumn values(table.rows);
  if (is_number(label.column)) {
    for (std::size_t row = 0; row < table.rows; ++row) {
      values[row] = table.number(row, label.column) >= label.at_least;
    }
    return values;
  }
  std::vector<std::uint8_t> by_code;
  for (const std::string& name : table.names_of(label.column)) {
    by_code.push_back(std::count(label.positive.begin(), label.positive.end(), name) > 0);
  }
  for (std::size_t row = 0; row < table.rows; ++row) {
    values[row] = by_code[table.code(row, label.column)];
  }
  return values;
}

std::vector<std::string> positive_values(const CensusLabel& label) {
  if (is_number(label.column)) return {fmt::format("{} or more", label.at_least)};
  return {label.positive.begin(), label.positive.end()};
}

void check_both_classes(const CensusTable& table, const CensusLabel& label,
                        const LabelColumn& values) {
  const double rate = label_rate(values);
  if (rate > 0 && rate < 1) return;
  throw InputError(
      fmt::format("{}: label {}: {} row has '{}' in column '{}'; expected both classes",
                  table.source.name, label.name, rate > 0 ? "every" : "no",
                  fmt::join(positive_values(label), "', '"), kCensusColumns[label.column].name));
}

double label_rate(const LabelColumn& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace mmoe
