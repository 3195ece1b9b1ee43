// SPDX-License-Identifier: Apache-2.0
// Gets a published data set: download, unpack, check, install.
#pragma once

#include <filesystem>
#include <string>

#include "data/fetch/download.h"
#include "data/fetch/recipe.h"

namespace mmoe {

struct FetchOptions {
  std::filesystem::path folder;  // where the plain files go; created when missing
  std::string url;               // of the archive: the recipe's, or a mirror's
  DownloadOptions download;      // its max_bytes is set from the recipe
};

/// Makes `folder` hold all files of the recipe with their sizes and checksums; returns false when
/// it did already, so that nothing was downloaded. Files that are right stay; the others are
/// replaced once all of them are downloaded, unpacked, checked and on the disk: a new folder in one
/// step, else each file in one step. Throws RunError, Interrupted or, where `folder` cannot be one,
/// InputError. That leaves no file of its own and the old ones as they were, but for a failure
/// between two files that are put in place, which leaves the first one new.
bool fetch(const Recipe& recipe, const FetchOptions& options);

}  // namespace mmoe
