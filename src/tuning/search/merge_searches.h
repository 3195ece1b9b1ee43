// SPDX-License-Identifier: Apache-2.0
// Shards of one search, run anywhere, become the search of one machine.
#pragma once

#include <filesystem>
#include <vector>

#include "tuning/search/summary.h"

namespace mmoe {

/// Whether the folder is one of a search, or of a shard of one.
bool is_search(const std::filesystem::path& folder);

/// Throws InputError if the folder has another search than that of `config`, more trainings apart.
void check_keeps_search(const std::filesystem::path& folder, const nlohmann::ordered_json& config);

/// Puts the trials and suggestions of `folders`, at least one, together in `out`, and writes the
/// summary. Throws InputError if they do not belong together, or `out` has another search, unless
/// `replace`; RunError where two have different results of one trial, or studies are missing.
WrittenTuning merge_searches(const std::vector<std::filesystem::path>& folders,
                             const std::filesystem::path& out, bool replace = false);

}  // namespace mmoe
