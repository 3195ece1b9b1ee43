// SPDX-License-Identifier: Apache-2.0
// Readers of the parts of a recipe, each in a file of its own. All throw FieldError.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "data/table/recipe.h"

namespace mmoe {

/// What a column is: its kind, or an object with kind and options.
TableColumnOptions read_table_column(const nlohmann::ordered_json& json, const std::string& where);

/// "columns", by name.
void read_table_columns(const nlohmann::ordered_json& json, TableRecipe& recipe);

/// "tasks"; the one named `main`, if any, comes first.
void read_table_tasks(const nlohmann::ordered_json& json, const std::string& main,
                      TableRecipe& recipe);

/// "split", or null; columns and files must have been read.
void read_table_split(const nlohmann::ordered_json& given, TableRecipe& recipe);

/// Turns the numbers of a list of values into texts: 1 stands for "1".
void numbers_to_text(nlohmann::ordered_json& list);

}  // namespace mmoe
