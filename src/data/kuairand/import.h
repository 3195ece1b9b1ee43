// SPDX-License-Identifier: Apache-2.0
// Reads an edition of KuaiRand once and keeps its rows in a file of blocks.
#pragma once

#include <filesystem>
#include <string>

#include "data/kuairand/edition.h"

namespace mmoe {

/// Rows per block of the file, but for the last block.
inline constexpr std::size_t kKuaiBlockRows = std::size_t{1} << 16U;

struct KuaiImport {
  KuaiEdition edition;
  std::filesystem::path source;             // archive, or folder of CSV files
  double users = 1;                         // share of users whose rows are kept, each whole
  std::filesystem::path folder;             // of the file of blocks
  std::size_t block_rows = kKuaiBlockRows;  // read, after which an interruption loses nothing
};

/// The file of an import, and what names its source in it.
struct KuaiImported {
  std::filesystem::path file;
  std::string source;
};

/// Ensures that the file exists. Its rows are KuaiRow, by user and time, exact duplicates dropped;
/// its mark is the number of those. An interrupted import goes on where it stopped and ends in the
/// same bytes. Warns where an archive's MD5 is not the published one. Throws InputError where a
/// file of the source is missing or wrong, RunError where one is damaged or the disk is full; both
/// in one line.
KuaiImported import_kuairand(const KuaiImport& import);

/// Whether a share of users has this one: by a hash of the id, so that it holds in every edition.
bool is_sampled_user(std::int32_t user, double share);

}  // namespace mmoe
