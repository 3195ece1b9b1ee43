// SPDX-License-Identifier: Apache-2.0
#include "data/table/prepared_table.h"

#include <fmt/format.h>

#include <system_error>
#include <type_traits>
#include <utility>

#include "base/error.h"
#include "base/log.h"
#include "data/table/column_file.h"
#include "data/table/describe.h"
#include "data/table/table_facts.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;

/// Calls `open`; where a file is damaged, says so and returns nothing, so that it is made again.
template <typename Open>
auto open_or_warn(const Open& open) -> std::optional<decltype(open())> {
  try {
    return open();
  } catch (const RunError& error) {
    log_warning(fmt::format("{}; making it again", error.what()));
    return std::nullopt;
  }
}

bool stands_at(const fs::path& path) {
  std::error_code ignored;  // of a folder that cannot be searched, as writing to it will tell
  return fs::exists(path, ignored);
}

/// Throws RunError where another program's file stands in the way.
void check_ours(const fs::path& path) {
  if (!stands_at(path) || is_cache_file(path)) return;
  throw RunError(fmt::format("{}: found a file that is not of mmoe-bench; move it", path.string()));
}

/// The cached form of one recipe.
class CachedTable {
 public:
  CachedTable(const TableRecipe& recipe, std::uint64_t seed, TableCacheFiles files)
      : recipe_(recipe), seed_(seed), files_(std::move(files)) {}

  PreparedTable prepare() {
    try {
      if (exists()) return open();
    } catch (const RunError&) {
      // Said below, by the process that makes it again.
    }
    return alone([&] {
      if (!exists() || !open_or_warn([&] { return open(); })) make();
      prune_table_cache(files_);
      return open();
    });
  }

  LoadedTable load() const {
    return alone([&] { return split_and_label(recipe_, columns(), seed_); });
  }

 private:
  /// Calls `work` while no other process works on these files.
  template <typename Work>
  std::invoke_result_t<Work> alone(const Work& work) const {
    const TableCacheLock lock(files_);
    try {
      return work();
    } catch (const RunError&) {
      remove_unfinished(files_);
      throw;
    }
  }

  bool exists() const { return stands_at(files_.facts) && stands_at(files_.examples); }

  PreparedTable open() const {
    PreparedTable table = read_table_facts(files_.facts, files_.examples_source, recipe_);
    map_examples(table.encoding);
    table.cache = files_;
    return table;
  }

  RawTable columns() const {
    const TableRoles roles(recipe_);
    const auto uses = [&](const std::string& column) { return roles.use(column); };
    const auto open = [&](ColumnCheck check) {
      return open_columns(files_.columns, files_.columns_source, uses, check);
    };
    if (stands_at(files_.columns)) {
      check_ours(files_.columns);
      if (auto found = open_or_warn([&] { return open(ColumnCheck::kAll); })) {
        return std::move(*found);
      }
    }
    const TableForm form = table_form(recipe_);
    check_table_columns(recipe_, read_table_header(form));
    log_info(fmt::format("reading {} once, into {}", form.paths.front(), files_.columns.string()));
    import_columns(form, uses, files_.columns, files_.columns_source);
    return open(ColumnCheck::kJustWritten);
  }

  void make() const {
    check_ours(files_.examples);
    check_ours(files_.facts);
    const LoadedTable loaded = split_and_label(recipe_, columns(), seed_);
    PreparedTable table{.encoding = write_examples(loaded), .labels = loaded.label_encoders};
    map_examples(table.encoding);
    table.description = describe_table(recipe_, loaded, table.encoding);
    table.digest = digest_of(table.encoding);
    write_table_facts(table, files_.facts, files_.examples_source);
  }

  TableEncoding write_examples(const LoadedTable& loaded) const {
    BlockWriter writer(files_.examples, files_.examples_source);
    std::uint64_t blocks = 0;
    TableEncoding encoding = encode_table(recipe_, loaded, [&](std::string_view bytes) {
      writer.append_unless_kept(bytes, ++blocks);
    });
    writer.finish();
    return encoding;
  }

  void map_examples(TableEncoding& encoding) const {
    const auto file = std::make_shared<const BlockFile>(files_.examples, files_.examples_source);
    encoding.parts.fill(TableExamples(encoding.shape()));
    for (std::size_t block = 0; block < file->blocks(); ++block) {
      const std::string_view bytes = file->unchecked_block(block);
      const auto part = static_cast<std::size_t>(part_of_block(bytes));
      encoding.parts.at(part).add_mapped(file, block, bytes);
    }
    for (std::size_t part = 0; part < encoding.parts.size(); ++part) {
      if (encoding.parts.at(part).rows() == encoding.rows.at(part)) continue;
      throw RunError(fmt::format("{}: found {} rows of part {}; expected {}",
                                 files_.examples.string(), encoding.parts.at(part).rows(),
                                 kTableParts.at(part), encoding.rows.at(part)));
    }
    file->release();
    file->expect_random();
  }

  const TableRecipe& recipe_;
  std::uint64_t seed_;
  TableCacheFiles files_;
};

/// Calls `cached` where the table is to be cached, else, or where that fails, `in_memory`.
template <typename Cached, typename InMemory>
auto cached_or_in_memory(const TableRecipe& recipe, std::uint64_t seed, const TableCache& cache,
                         const Cached& cached, const InMemory& in_memory) {
  const auto files = find_table_cache(recipe, seed, cache);
  if (!files) return in_memory();
  try {
    return cached(CachedTable(recipe, seed, *files));
  } catch (const RunError& error) {
    log_warning(fmt::format(
        "{}; unfinished files are removed, and the table is read into memory (XDG_CACHE_HOME "
        "moves the cache, MMOE_TABLE_CACHE=off turns it off)",
        error.what()));
  }
  return in_memory();
}

}  // namespace

PreparedTable prepare_table(const TableRecipe& recipe, std::uint64_t seed,
                            const TableCache& cache) {
  return cached_or_in_memory(
      recipe, seed, cache, [](CachedTable table) { return table.prepare(); },
      [&] {
        const LoadedTable loaded = load_table(recipe, seed);
        PreparedTable table{.encoding = encode_table(recipe, loaded),
                            .labels = loaded.label_encoders};
        table.description = describe_table(recipe, loaded, table.encoding);
        table.digest = digest_of(table.encoding);
        return table;
      });
}

LoadedTable load_table(const TableRecipe& recipe, std::uint64_t seed, const TableCache& cache) {
  return cached_or_in_memory(
      recipe, seed, cache, [](const CachedTable& table) { return table.load(); },
      [&] { return load_table(recipe, seed); });
}

}  // namespace mmoe
