// SPDX-License-Identifier: Apache-2.0
#include "data/table/table_cache.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>
#include <thread>
#include <vector>

#include "base/error.h"
#include "base/folders.h"
#include "base/interrupt.h"
#include "base/json_file.h"
#include "base/log.h"
#include "base/sha256.h"
#include "base/version.h"
#include "data/block_layout.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

constexpr const char* kCacheVariable = "MMOE_TABLE_CACHE";
constexpr std::int64_t kMegabyte = 1'000'000;
constexpr std::int64_t kCachedMegabytes = 64;
constexpr std::size_t kKeyDigits = 16;
constexpr std::size_t kKeptExamples = 3;  // files of a recipe

/// Increase it with any change to what the files hold.
constexpr int kCacheVersion = 1;

ordered_json reading_of(const TableColumnOptions& column) { return {column.kind, column.log1p}; }

/// All that decides which columns are read, and how.
ordered_json reading_of(const TableRecipe& recipe) {
  ordered_json columns = ordered_json::array(), tasks = ordered_json::array();
  for (const auto& [name, column] : recipe.columns) columns.push_back({name, reading_of(column)});
  for (const TableTaskOptions& task : recipe.tasks) {
    tasks.push_back(
        {task.column, task.kind, task.by_value(), task.partly_labelled, task.at_least.has_value()});
  }
  return {{"delimiter", recipe.delimiter},
          {"header", recipe.header},
          {"names", recipe.names},
          {"missing", recipe.missing},
          {"comment", recipe.comment},
          {"columns", columns},
          {"others", reading_of(recipe.others)},
          {"tasks", tasks},
          {"split", recipe.split.column}};
}

/// Sizes and times of the files; the time of the last change of the file's entry is not what a
/// copy that keeps times sets back.
struct TableSources {
  ordered_json facts = ordered_json::array();
  std::int64_t bytes = 0;
  bool plain = true;
};

TableSources table_sources_of(const TableRecipe& recipe) {
  TableSources sources;
  const auto nanoseconds = [](const timespec& time) {
    return fmt::format("{}.{:09}", time.tv_sec, time.tv_nsec);
  };
  for (const auto& part : recipe.files) {
    for (const std::string& path : part) {
      struct stat facts {};
      sources.plain = sources.plain && stat(path.c_str(), &facts) == 0 && S_ISREG(facts.st_mode);
      sources.bytes += facts.st_size;
      sources.facts.push_back({fs::absolute(path).string(), facts.st_size,
                               nanoseconds(facts.st_mtim), nanoseconds(facts.st_ctim)});
    }
  }
  return sources;
}

std::string cache_key(const ordered_json& json) { return sha256_hex(json_text(json, -1)); }

bool is_of_recipe(const fs::path& path, const TableCacheFiles& files) {
  return path.filename().string().starts_with(files.stem.filename().string() + "-");
}

std::vector<fs::path> files_of_recipe(const TableCacheFiles& files) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::directory_iterator at(files.stem.parent_path(), error), end; !error && at != end;
       at.increment(error)) {
    if (is_of_recipe(at->path(), files) && is_cache_file(at->path())) found.push_back(at->path());
  }
  return found;
}

}  // namespace

TableCache user_table_cache() {
  const char* const variable = std::getenv(kCacheVariable);
  const std::string_view given = variable == nullptr ? "" : variable;
  if (given == "off") return {};
  std::int64_t megabytes = kCachedMegabytes;
  const auto [stop, error] = std::from_chars(given.data(), given.data() + given.size(), megabytes);
  if (!given.empty() && (error != std::errc() || stop != given.data() + given.size() ||
                         megabytes < 0 || megabytes > kMegabyte * kMegabyte)) {
    throw InputError(
        fmt::format("{}: found '{}'; expected off, or a whole number: tables whose "
                    "files have so many MB or more are cached",
                    kCacheVariable, given));
  }
  try {
    return {.folder = user_cache_dir() / "tables", .from_bytes = megabytes * kMegabyte};
  } catch (const InputError&) {
    return {};  // without a home there is no cache
  }
}

std::optional<TableCacheFiles> find_table_cache(const TableRecipe& recipe, std::uint64_t seed,
                                                const TableCache& cache) {
  if (cache.folder.empty()) return std::nullopt;
  const TableSources sources = table_sources_of(recipe);
  if (!sources.plain || sources.bytes < cache.from_bytes) return std::nullopt;
  const BuildInfo build = build_info();
  const std::string columns =
      cache_key({kCacheVersion, build.version, build.commit, sources.facts, reading_of(recipe)});
  const std::string examples =
      cache_key({columns, recipe.sha256, recipe.name, recipe.by_part, seed});
  const std::string recipe_key = sha256_hex(fs::absolute(recipe.path).string());
  const fs::path name = fs::path(recipe.path).stem();
  TableCacheFiles files{
      .stem = cache.folder / fmt::format("{}-{}", name.string(), recipe_key.substr(0, kKeyDigits))};
  const auto file = [&](const std::string& key, const char* extension) {
    return fs::path(
        fmt::format("{}-{}.{}", files.stem.string(), key.substr(0, kKeyDigits), extension));
  };
  files.columns = file(columns, "columns");
  files.examples = file(examples, "examples");
  files.facts = file(examples, "facts");
  files.columns_source = fmt::format("columns of {} ({})", name.string(), columns);
  files.examples_source = fmt::format("examples of {} ({})", name.string(), examples);
  return files;
}

bool is_cache_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string start(kBlockMark.size(), '\0');
  return file.read(start.data(), std::ssize(start)) && start == kBlockMark;
}

std::uintmax_t cached_bytes(const TableCacheFiles& files) {
  std::uintmax_t bytes = 0;
  for (const fs::path& path : files_of_recipe(files)) {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (!error) bytes += size;
  }
  return bytes;
}

void prune_table_cache(const TableCacheFiles& files) {
  std::vector<fs::path> examples;
  std::error_code ignored;
  for (const fs::path& path : files_of_recipe(files)) {
    if (path.extension() == ".examples" && path != files.examples) examples.push_back(path);
    if (path.extension() == ".columns" && path != files.columns) fs::remove(path, ignored);
  }
  remove_unfinished(files);
  std::ranges::sort(examples, std::greater<>(),
                    [&](const fs::path& path) { return fs::last_write_time(path, ignored); });
  for (std::size_t i = kKeptExamples - 1; i < examples.size(); ++i) {
    fs::remove(examples[i], ignored);
    fs::remove(examples[i].replace_extension("facts"), ignored);
  }
}

void remove_unfinished(const TableCacheFiles& files) {
  std::error_code ignored;
  for (const fs::path& path : files_of_recipe(files)) {
    if (path.extension() == ".part") fs::remove(path, ignored);
  }
}

TableCacheLock::TableCacheLock(const TableCacheFiles& files) {
  const fs::path path = files.stem.string() + ".lock";
  std::error_code failed;
  fs::create_directories(path.parent_path(), failed);
  descriptor_ = failed ? -1 : ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor_ < 0) {
    const int code = failed ? failed.value() : errno;
    throw RunError(fmt::format("{}: cannot be written: {}", path.string(),
                               std::generic_category().message(code)));
  }
  bool waits = false;
  while (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const int code = errno;
    if (code == EWOULDBLOCK && !std::exchange(waits, true)) {
      log_info("another process reads this table; waiting for it");
    }
    if (code == EWOULDBLOCK && !interrupted()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      continue;
    }
    close(descriptor_);
    if (interrupted()) throw Interrupted();
    throw RunError(fmt::format("{}: cannot be locked: {}", path.string(),
                               std::generic_category().message(code)));
  }
}

TableCacheLock::~TableCacheLock() { close(descriptor_); }

}  // namespace mmoe
