// SPDX-License-Identifier: Apache-2.0
// Any bytes as the recipe of a table: refused, or one with a task and files.
#include <string>

#include "base/error.h"
#include "data/table/recipe.h"
#include "fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using mmoe::fuzz::require;
  try {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const mmoe::TableRecipe recipe =
        mmoe::parse_table_recipe(mmoe::parse_json(text, "r.json"), "r.json");
    require(!recipe.tasks.empty() && !recipe.files[0].empty(), "there are files and a task");
    for (const mmoe::TableTaskOptions& task : recipe.tasks) {
      require(!task.kind.empty() && !task.name.empty(), "a task has a kind and a name");
    }
  } catch (const mmoe::InputError&) {  // the right answer to a bad recipe
  }
  return 0;
}
