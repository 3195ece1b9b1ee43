// SPDX-License-Identifier: Apache-2.0
// Plain files out of an archive, which may itself lie in an archive (a .tar.gz in a .zip).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace mmoe {

/// A file to take out of an archive.
struct ArchiveMember {
  std::string name;        // the last component of its path there
  std::int64_t max_bytes;  // a larger one is refused before it fills the disk
};

/// Writes each member to `folder` under its name, and to the disk. `archive` is a zip or a tar,
/// perhaps gzipped; nested[0] (last component) is an archive in it, nested[1] one in that, and so
/// on: they are read through, without a copy, and members are taken from any level.
/// Throws RunError when an archive is damaged or cut, when a member is missing, too large or not a
/// plain file, or when any path is absolute or climbs by ".."; Interrupted on the user's wish. Both
/// leave files in `folder`, for the caller to remove.
void extract(const std::filesystem::path& archive, const std::vector<std::string>& nested,
             const std::vector<ArchiveMember>& members, const std::filesystem::path& folder);

}  // namespace mmoe
