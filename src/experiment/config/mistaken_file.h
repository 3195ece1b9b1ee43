// SPDX-License-Identifier: Apache-2.0
// What is given in place of an experiment, and how it is run.
#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <string>

#include "base/error.h"
#include "base/shell_word.h"

namespace mmoe {

[[noreturn]] inline void refuse_as_experiment(const std::string& name, const std::string& what) {
  throw FieldError("exp", fmt::format("'{}' is {}", name, what));
}

/// Refuses a folder, and a file that is named as a table, plain or compressed.
inline void check_can_be_experiment(const std::string& name) {
  std::filesystem::path path = name;
  if (std::filesystem::is_directory(path)) {
    refuse_as_experiment(name,
                         "a folder; expected a built-in experiment, or a JSON file, such as the "
                         "folder's result");
  }
  if (path.extension() == ".gz" || path.extension() == ".zst") path.replace_extension();
  if (path.extension() != ".csv" && path.extension() != ".tsv") return;
  if (!std::filesystem::is_regular_file(name)) return;
  refuse_as_experiment(
      name, fmt::format("a table; expected an experiment: write a recipe by `mmoe-bench data init "
                        "{} --out RECIPE.json`, and run `mmoe-bench --exp table --set "
                        "data.recipe=RECIPE.json`",
                        shell_word(name)));
}

[[noreturn]] inline void refuse_recipe(const std::string& name) {
  refuse_as_experiment(name, fmt::format("the recipe of a table; expected an experiment: "
                                         "`mmoe-bench --exp table --set {}`",
                                         shell_word("data.recipe=" + name)));
}

}  // namespace mmoe
