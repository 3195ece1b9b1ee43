// SPDX-License-Identifier: Apache-2.0
// Shards of one study, run anywhere, become the study of one machine.
#pragma once

#include <filesystem>
#include <vector>

#include "study/study_json.h"

namespace mmoe {

/// Whether the folder is one of a study, or of a shard of one.
bool is_study(const std::filesystem::path& folder);

/// Puts together what `folders`, at least one, have of each point, in a study in `out`, and writes
/// its summary. Throws InputError if they do not belong together, or the summary would
/// replace that of another study, unless `replace`; RunError where points are missing.
WrittenStudy merge_studies(const std::vector<std::filesystem::path>& folders,
                           const std::filesystem::path& out, bool replace = false);

}  // namespace mmoe
