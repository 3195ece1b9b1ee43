// SPDX-License-Identifier: Apache-2.0
// Checks a data set's files against its recipe: results on other files are not comparable.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace mmoe {

/// Whether a data set is read from published files; false for made-up data.
bool has_published_files(const std::string& data_set);

/// Warns in one line if files of `description` (from DataSet::describe(): name, files) have another
/// SHA-256 than in their recipe; if `strict`, throws InputError instead.
void check_known_files(const nlohmann::ordered_json& description, bool strict);

}  // namespace mmoe
