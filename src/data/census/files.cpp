// SPDX-License-Identifier: Apache-2.0
#include "data/census/files.h"

#include <fmt/format.h>

#include <cstdlib>
#include <optional>
#include <system_error>

#include "base/error.h"
#include "base/folders.h"
#include "base/log.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFolder = "census-income";

/// Returns datasets/ of the nearest folder at or above `start` that has datasets/census-income.
std::optional<fs::path> datasets_above(const fs::path& start) {
  std::error_code ignored;
  for (fs::path folder = start;; folder = folder.parent_path()) {
    if (fs::is_directory(folder / "datasets" / kFolder, ignored)) return folder / "datasets";
    if (folder == folder.parent_path()) return std::nullopt;
  }
}

std::optional<std::string> plain_or_gz(const fs::path& folder, std::string_view name) {
  std::error_code ignored;
  for (const char* suffix : {"", ".gz"}) {
    const fs::path path = folder / fmt::format("{}{}", name, suffix);
    if (fs::is_regular_file(path, ignored)) return path.string();
  }
  return std::nullopt;
}

/// Says which of two forms of a file is read: they may differ.
void tell_unread(const std::string& read) {
  std::error_code ignored;
  if (read.ends_with(".gz") || !fs::exists(read + ".gz", ignored)) return;
  log_info(fmt::format("reading {}; {}.gz beside it is not read", read,
                       fs::path(read).filename().string()));
}

/// Returns the value of MMOE_DATA_DIR; empty if it is not set.
std::string folder_of_variable() {
  const char* variable = std::getenv("MMOE_DATA_DIR");
  return variable != nullptr ? variable : "";
}

/// If a flag or the variable names a folder, `data fetch` has to put the files there: its default
/// folder is not searched.
std::string how_to_get_files(const std::string& data_dir) {
  const std::string folder = data_dir.empty() ? folder_of_variable() : data_dir;
  const std::string fetch = fmt::format("mmoe-bench data fetch {}", kFolder);
  if (folder.empty()) {
    return fmt::format("get them with `{}` or name their folder with `data_dir` or MMOE_DATA_DIR",
                       fetch);
  }
  return fmt::format(
      "get them there with `{} --data-dir {}`, or leave out {}, so that other folders are searched",
      fetch, folder, data_dir.empty() ? "MMOE_DATA_DIR" : "`data_dir`");
}

}  // namespace

std::vector<fs::path> census_folders(const std::string& data_dir) {
  if (!data_dir.empty()) return {data_dir};
  if (const std::string folder = folder_of_variable(); !folder.empty()) return {folder};
  std::error_code ignored;
  const fs::path current = fs::current_path(ignored);
  std::vector<fs::path> folders{datasets_above(current).value_or(current / "datasets")};
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  const auto beside = datasets_above(program.parent_path());
  if (beside && *beside != folders.front()) folders.push_back(*beside);
  try {
    folders.push_back(user_data_dir());
  } catch (const InputError&) {
    // Without a home there is no such folder to search.
  }
  return folders;
}

CensusFiles find_census_files(const std::string& data_dir) {
  std::string searched;
  for (const fs::path& root : census_folders(data_dir)) {
    for (const fs::path& folder : {root / kFolder, root}) {
      const auto train = plain_or_gz(folder, kCensusTrain.name);
      const auto test = plain_or_gz(folder, kCensusTest.name);
      if (train && test) {
        tell_unread(*train);
        tell_unread(*test);
        return {*train, *test};
      }
      searched += fmt::format("{}{}", searched.empty() ? "" : ", ", folder.string());
    }
  }
  throw InputError(fmt::format("{} and {} (plain or .gz) not found in {}; {}", kCensusTrain.name,
                               kCensusTest.name, searched, how_to_get_files(data_dir)));
}

}  // namespace mmoe
