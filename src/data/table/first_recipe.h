// SPDX-License-Identifier: Apache-2.0
// A first recipe for a CSV file, guessed from its names and values: to be read and corrected.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace mmoe {

struct FirstRecipe {
  nlohmann::ordered_json recipe;
  std::vector<std::string> reasons;  // a line for each guess
};

/// Reads the whole file. `shown_path` is its path as the recipe is to say it. Throws InputError.
FirstRecipe guess_recipe(const std::string& path, const std::string& shown_path);

}  // namespace mmoe
