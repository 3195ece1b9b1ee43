// SPDX-License-Identifier: Apache-2.0
#include "data/census_labels.h"

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
          .positive = {"Never married"}};
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

LabelColumn label_rows(const CensusTable& table, const CensusLabel& label) {
  std::vector<std::uint8_t> by_code;
  for (const std::string& name : table.names_of(label.column)) {
    by_code.push_back(std::count(label.positive.begin(), label.positive.end(), name) > 0);
  }
  LabelColumn values(table.rows);
  for (std::size_t row = 0; row < table.rows; ++row) {
    values[row] = by_code[table.code(row, label.column)];
  }
  return values;
}

void check_both_classes(const CensusTable& table, const CensusLabel& label,
                        const LabelColumn& values) {
  const double rate = label_rate(values);
  if (rate > 0 && rate < 1) return;
  throw InputError(
      fmt::format("{}: label {}: {} row has '{}' in column '{}'; expected both classes",
                  table.source.name, label.name, rate > 0 ? "every" : "no",
                  fmt::join(label.positive, "', '"), kCensusColumns[label.column].name));
}

double label_rate(const LabelColumn& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace mmoe
