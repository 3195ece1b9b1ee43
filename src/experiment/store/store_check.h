// SPDX-License-Identifier: Apache-2.0
// Looks at a store that may be damaged, row by row, and saves what is sound.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace mmoe {

struct DamagedTrial {
  std::string trial;  // its key, or "row 17" where that cannot be read
  std::string problem;
};

struct StoreCheck {
  std::vector<std::string> problems;  // of the file as a whole, in SQLite's words
  std::vector<std::string> sound;     // keys of trials whose record fits its checksum
  std::vector<DamagedTrial> damaged;

  bool ok() const { return problems.empty() && damaged.empty(); }
};

/// Throws InputError if there is no store to look at.
StoreCheck check_store(const std::filesystem::path& folder);

/// Copies every sound trial to a store in the new folder `out`, for the experiment's command to go
/// on from; where that fails there is no such folder. Returns their number.
std::size_t salvage_store(const std::filesystem::path& folder, const std::filesystem::path& out);

}  // namespace mmoe
