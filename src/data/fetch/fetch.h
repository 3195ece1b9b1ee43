// SPDX-License-Identifier: Apache-2.0
// Gets a published data set: download, unpack, check, install.
#pragma once

#include <filesystem>
#include <string>

#include "data/fetch/download.h"
#include "data/fetch/recipe.h"

namespace mmoe {

struct FetchOptions {
  std::filesystem::path folder;  // where the plain files are put; created if missing
  std::string url;               // of the archive: the recipe's, or a mirror's
  DownloadOptions download;      // its max_bytes is set from the recipe
};

/// Ensures that `folder` holds all files of the recipe with their sizes and checksums. Returns
/// false if it already did and nothing was downloaded. Correct files stay; the others are renamed
/// (NAME.kept, with a note) once their successors are downloaded, unpacked, checked and synced to
/// disk. A new folder appears atomically, else each file. Throws RunError, Interrupted or, if
/// `folder` cannot be one, InputError. After an error no temporary file remains and the old files
/// are unchanged, except after a failure between two renames, which leaves the first file replaced.
bool fetch(const Recipe& recipe, const FetchOptions& options);

}  // namespace mmoe
