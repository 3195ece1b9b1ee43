// SPDX-License-Identifier: Apache-2.0
// Where the columns and examples of large tables are kept, so that they need neither memory nor
// reading again. Losing a file of it costs time only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "data/table/recipe.h"

namespace mmoe {

struct TableCache {
  std::filesystem::path folder = {};  // empty: no table is cached
  std::int64_t from_bytes = 0;        // of a table's files, as they lie on disk, together
};

/// Returns the cache below user_cache_dir(), for files from 64 MB on. MMOE_TABLE_CACHE gives
/// another number of MB, or is "off". Throws InputError if it is something else.
TableCache user_table_cache();

/// What the cache has of one recipe: names that change with whatever their content depends on.
struct TableCacheFiles {
  std::filesystem::path stem = {};  // of all files of the recipe
  std::filesystem::path columns = {}, examples = {}, facts = {};
  std::string columns_source = {}, examples_source = {};  // what they say they are made of
};

/// Empty where the table is not to be cached: small, or not of plain files. A change of a file is
/// seen from its size and times.
std::optional<TableCacheFiles> find_table_cache(const TableRecipe& recipe, std::uint64_t seed,
                                                const TableCache& cache);

/// Whether a file is one that the cache could have written.
bool is_cache_file(const std::filesystem::path& path);

/// Returns the bytes that the cache holds of a recipe.
std::uintmax_t cached_bytes(const TableCacheFiles& files);

/// Removes what the cache wrote of the recipe, but for `files`, and the examples of two more
/// seeds or wordings of it. Call it under the lock.
void prune_table_cache(const TableCacheFiles& files);

/// Removes what was not finished of a recipe's files, so that no disk stays full of it. Call it
/// under the lock.
void remove_unfinished(const TableCacheFiles& files);

/// Held by the one process that writes a recipe's files; waits for another one to end. Throws
/// RunError, in one line, where the folder cannot be written to; Interrupted.
class TableCacheLock {
 public:
  explicit TableCacheLock(const TableCacheFiles& files);
  ~TableCacheLock();
  TableCacheLock(const TableCacheLock&) = delete;
  TableCacheLock& operator=(const TableCacheLock&) = delete;

 private:
  int descriptor_;
};

}  // namespace mmoe
