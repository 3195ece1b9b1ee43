// SPDX-License-Identifier: Apache-2.0
// Audits a table as its recipe reads it: what would make its results too good or of little use.
#pragma once

#include <nlohmann/json.hpp>

#include "data/table/load.h"

namespace mmoe {

/// Returns {name, table, rows, duplicates, unseen, constant, leaky_columns, drift}, of the columns
/// that are inputs:
///   rows           {train, validation, test}
///   duplicates     {train, validation, test, validation_in_train, test_in_train}: rows equal in
///                  all inputs and labels to an earlier row of their part; rows that training has
///   unseen         [{column, categories, rows}] of validation and test: values that training
///   lacks,
///                  of categorical columns
///   constant       [column] with one value in training
///   leaky_columns  [{label, column, metric, value}]: how well the column alone predicts the label
///                  on the test part, by the mean label of each value, or bin of a number, in
///                  training; task by task the best column and all with an AUC of 0.9 or an R^2 of
///                  0.8 or more
///   drift          [{column, psi}]: population stability index of test against training, of the
///                  values or the tenths of a number; those from 0.1 on that are above twice what
///                  chance gives, largest first
nlohmann::ordered_json audit_table(const TableRecipe& recipe, const LoadedTable& loaded);

}  // namespace mmoe
