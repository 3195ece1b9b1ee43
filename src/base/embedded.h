// SPDX-License-Identifier: Apache-2.0
// Texts of the repository that are compiled in, so that the binary needs no files beside it.
// CMakeLists.txt (mmoe_embed) writes the tables from the files.
#pragma once

#include <string_view>
#include <vector>

namespace mmoe {

struct EmbeddedFile {
  std::string_view
      name;  // of the file, without what follows its first dot; of a recipe, its folder
  std::string_view text;
};

const std::vector<EmbeddedFile>& built_in_experiments();  // experiments/*.json
const std::vector<EmbeddedFile>& claim_families();        // experiments/claims/*.json
const std::vector<EmbeddedFile>& built_in_recipes();      // datasets/*/recipe.json
const std::vector<EmbeddedFile>& schemas();               // results/schema/*.schema.json
const std::vector<EmbeddedFile>& page_files();            // what the HTML page is made from

/// Returns the text of `name`, which must be there.
std::string_view embedded_text(const std::vector<EmbeddedFile>& files, std::string_view name);

}  // namespace mmoe
