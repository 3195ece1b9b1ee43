// SPDX-License-Identifier: Apache-2.0
// Read Census-income tables kept in binary form, so that the second load takes a fraction of the
// first. Losing a cache file costs time only: a stale or damaged one is made again, and where none
// can be written there is none.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "data/census_table.h"

namespace mmoe {

/// Which file a cache was made from; another size or time of change makes it stale.
struct SourceStamp {
  std::uint64_t size = 0;
  std::int64_t changed = 0;  // ticks of the file system's clock
  bool operator==(const SourceStamp&) const = default;
};

/// The user's folder for these files; empty where the user has no cache folder.
std::filesystem::path census_cache_dir();

/// read_census_table(path) through the cache in `cache_dir`; an empty `cache_dir` means no cache.
CensusTable load_census_table(const std::string& path, const std::filesystem::path& cache_dir);

/// The bytes of a cache file: version, stamp, table, and the SHA-256 of all before it. Of this
/// machine's byte order: the file does not travel.
std::string write_census_cache(const CensusTable& table, const SourceStamp& stamp);

/// The table in `bytes`; nothing where they are of another version or stamp, or damaged.
std::optional<CensusTable> parse_census_cache(std::string_view bytes, const SourceStamp& stamp);

}  // namespace mmoe
