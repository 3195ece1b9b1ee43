// SPDX-License-Identifier: Apache-2.0
// Checks a store that may be damaged, row by row, and salvages sound trials.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace mmoe {

struct DamagedTrial {
  std::string trial;  // its key, or "row 17" if that cannot be read
  std::string problem;
};

struct StoreCheck {
  std::vector<std::string> problems;  // of the file as a whole, as reported by SQLite
  std::vector<std::string> sound;     // keys of trials whose record matches its checksum
  std::vector<DamagedTrial> damaged;

  bool ok() const { return problems.empty() && damaged.empty(); }
};

/// Checks every row. Throws InputError if there is no store.
StoreCheck check_store(const std::filesystem::path& folder);

/// Copies every sound trial to a store in the new folder `out`, from which the experiment's
/// command can continue; on failure `out` is not created. Returns their number.
std::size_t salvage_store(const std::filesystem::path& folder, const std::filesystem::path& out);

}  // namespace mmoe
