// SPDX-License-Identifier: Apache-2.0
// Caches parsed Census-income tables in binary form, so that the second load takes a fraction of
// the first. The key of a cache file is the SHA-256 of the source file and the version of this
// program's reader. Losing one only costs time: a stale or damaged one is rebuilt, and if none
// can be written, none is used.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "data/census/table.h"

namespace mmoe {

/// Returns the user's folder for these files; empty if the user has no cache folder.
std::filesystem::path census_cache_dir();

/// Returns read_census_table(path), cached in `cache_dir`; an empty `cache_dir` means no cache.
CensusTable load_census_table(const std::string& path, const std::filesystem::path& cache_dir);

/// Returns the bytes of a cache file: version, `stored_sha256` (of the source file as it lies on
/// disk, so that a .gz need not be unpacked to be known), table, and the SHA-256 of all before it.
/// In this machine's byte order: the file is not portable.
std::string write_census_cache(const CensusTable& table, std::string_view stored_sha256);

/// Returns the table in `bytes`; empty if they are of another version or source, or damaged.
std::optional<CensusTable> parse_census_cache(std::string_view bytes,
                                              std::string_view stored_sha256);

}  // namespace mmoe
