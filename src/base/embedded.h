// SPDX-License-Identifier: Apache-2.0
// Texts of the repository compiled into the binary, so that it needs no other files. CMakeLists.txt
// (mmoe_embed) generates the tables from the files.
#pragma once

#include <string_view>
#include <vector>

namespace mmoe {

struct EmbeddedFile {
  std::string_view name;  // of the file, up to its first dot; of datasets/, its folder
  std::string_view text;
};

const std::vector<EmbeddedFile>& built_in_experiments();  // experiments/*.json
const std::vector<EmbeddedFile>& claim_families();        // experiments/claims/*.json
const std::vector<EmbeddedFile>& built_in_recipes();      // datasets/*/recipe.json
const std::vector<EmbeddedFile>& built_in_tables();       // datasets/*/table.json
const std::vector<EmbeddedFile>& schemas();               // results/schema/*.schema.json
const std::vector<EmbeddedFile>& page_files();            // templates of the HTML page

/// Returns the text of `name`, which must exist.
std::string_view embedded_text(const std::vector<EmbeddedFile>& files, std::string_view name);

}  // namespace mmoe
