// SPDX-License-Identifier: Apache-2.0
// Binary tasks from columns: a label is 1 if a column has one of the named categories, or if its
// number is large enough.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "data/census/table.h"

namespace mmoe {

struct CensusLabel {
  std::string name;  // name of the task
  std::size_t column = 0;
  std::vector<std::string_view> positive = {};  // category names
  float at_least = 0;                           // for a column of numbers: 1 from this value on
  /// Other columns that leak the label: by the names of their categories, or by an AUC of 0.95 or
  /// more for the column alone (`mmoe-bench data audit census-income`). They are not inputs of a
  /// pair that has the task; the groups of the paper keep them, see CensusOptions::drop_leaks.
  std::vector<std::size_t> leaky_columns = {};
};

/// Returns the label of total income over 50,000 dollars a year. Rate 0.062.
CensusLabel income_label();

/// Returns the label of marital status "Never married". Rate 0.43.
CensusLabel never_married_label();

/// Returns the label of education of at least college. The paper does not say where college begins;
/// `lowest` is "associate" (associate's degree or higher, rate 0.197: its correlation with
/// never_married is the nearest to the paper's) or "bachelor".
CensusLabel education_college_label(std::string_view lowest);

/// Returns all labels, the three above first. datasets/census-income/README.md lists them with
/// their rates; `college` is the `lowest` of education_college_label.
std::vector<CensusLabel> census_labels(std::string_view college);
std::vector<std::string> census_label_names();

/// Returns the three columns whose categories tell whether someone ever married: two of the
/// household ("never marr", "ever marr"), and that of joint tax filers.
const std::vector<std::size_t>& marriage_leaky_columns();

/// Returns what makes a label 1, in words: the categories, or "52 or more".
std::vector<std::string> positive_values(const CensusLabel& label);

/// A file's labels: 0 or 1 per row.
using LabelColumn = std::vector<std::uint8_t>;

LabelColumn label_rows(const CensusTable& table, const CensusLabel& label);

/// Throws InputError unless both classes occur: a category name that never matches is an error, not
/// a task without positives.
void check_both_classes(const CensusTable& table, const CensusLabel& label,
                        const LabelColumn& values);

/// Returns the fraction of positives.
double label_rate(const LabelColumn& values);

}  // namespace mmoe
