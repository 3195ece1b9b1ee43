// SPDX-License-Identifier: Apache-2.0
// Are a data set's files those that its recipe knows? Results on others compare with nobody's.
#pragma once

#include <nlohmann/json.hpp>

namespace mmoe {

/// Warns in one line where files of `description` (as DataSet::describe() gives it: name, files)
/// have another SHA-256 than their recipe says; if `strict`, throws InputError instead.
void check_known_files(const nlohmann::ordered_json& description, bool strict);

}  // namespace mmoe
