// SPDX-License-Identifier: Apache-2.0
// Extracts plain files from an archive, which may be nested in another one (a .tar.gz in a
// .zip).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace mmoe {

/// A file to extract from an archive.
struct ArchiveMember {
  std::string name;        // the last component of its path in the archive
  std::int64_t max_bytes;  // a larger file is refused before it fills the disk
};

/// Writes each member to `folder` under its name and syncs it to disk. `archive` is a zip or a tar,
/// optionally gzipped; nested[0] (last component) is an archive in it, nested[1] one in that, and
/// so on: they are streamed without a copy, and members are taken from any level. Throws RunError
/// when an archive is damaged or truncated, when a member is missing, too large or not a plain
/// file, or when any path is absolute or contains ".."; throws Interrupted on interrupt. Both leave
/// files in `folder` for the caller to remove.
void extract(const std::filesystem::path& archive, const std::vector<std::string>& nested,
             const std::vector<ArchiveMember>& members, const std::filesystem::path& folder);

}  // namespace mmoe
