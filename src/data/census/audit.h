// SPDX-License-Identifier: Apache-2.0
// Is the data what a careless reader takes it for? Rows that occur twice, categories that only the
// test file has, columns that say nothing, and columns that say a label.
#pragma once

#include <nlohmann/json.hpp>

#include "data/census/labels.h"
#include "data/census/table.h"

namespace mmoe {

/// {rows, duplicates, duplicates_but_for_weight, unseen, constant, giveaways}:
///   duplicates  {train, test, both}: rows equal to an earlier row of their file; rows of the test
///               file that the training file has too. All columns compared, or all but the weight
///   unseen      [{column, categories, rows}] of the test file, where there are any
///   constant    [column], of one value over both files
///   giveaways   [{label, column, auc}] on the training file, label by label: the most telling
///               column and all of AUC 0.9 and more, but the label's own and the weight
nlohmann::ordered_json audit_census(const CensusTable& train, const CensusTable& test,
                                    const std::vector<CensusLabel>& labels);

/// Returns how far one column alone tells a label, on one file: the AUC of the best score that is a
/// function of the column's value (the share of ones among the rows of that value). 0.5: nothing;
/// 1: all of it. Of the rows themselves, hence too high where a column has nearly as many values as
/// there are rows.
double single_column_auc(const CensusTable& table, std::size_t column, const LabelColumn& label);

}  // namespace mmoe
