// SPDX-License-Identifier: Apache-2.0
// Audits the Census-income files: duplicate rows, categories that occur only in the test file,
// constant columns, and leaky columns, which alone predict a label.
#pragma once

#include <nlohmann/json.hpp>

#include "data/census/labels.h"
#include "data/census/table.h"

namespace mmoe {

/// Returns {rows, duplicates, duplicates_but_for_weight, unseen, constant, leaky_columns}:
///   duplicates     {train, test, both}: rows equal to an earlier row of their file; rows of the
///                  test file that also occur in the training file. Comparing all columns, or all
///                  except the weight
///   unseen         [{column, categories, rows}] of the test file, columns with unseen categories
///   constant       [column] with one value over both files
///   leaky_columns  [{label, column, auc}] on the training file, label by label: the best column
///                  and all with an AUC of 0.9 or more, except the label's own and the weight
nlohmann::ordered_json audit_census(const CensusTable& train, const CensusTable& test,
                                    const std::vector<CensusLabel>& labels);

/// Returns how well one column alone predicts a label, on one file: the AUC of the best score that
/// is a function of the column's value (the fraction of positives among the rows with that value).
/// 0.5 = not at all; 1 = perfectly. It is measured in sample, hence too high if a column has nearly
/// as many values as there are rows.
double single_column_auc(const CensusTable& table, std::size_t column, const LabelColumn& label);

}  // namespace mmoe
