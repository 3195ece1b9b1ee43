// SPDX-License-Identifier: Apache-2.0
#include "data/data_folders.h"

#include <fmt/format.h>

#include <cstdlib>
#include <optional>
#include <system_error>

#include "base/error.h"
#include "base/folders.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;

constexpr const char* kMarker = "census-income";

/// Returns datasets/ of the nearest folder at or above `start` that has datasets/census-income,
/// as every checkout does.
std::optional<fs::path> datasets_above(const fs::path& start) {
  std::error_code ignored;
  for (fs::path folder = start;; folder = folder.parent_path()) {
    if (fs::is_directory(folder / "datasets" / kMarker, ignored)) return folder / "datasets";
    if (folder == folder.parent_path()) return std::nullopt;
  }
}

/// Returns the value of MMOE_DATA_DIR; empty if it is not set.
std::string folder_of_variable() {
  const char* variable = std::getenv("MMOE_DATA_DIR");
  return variable != nullptr ? variable : "";
}

}  // namespace

std::string how_to_get_files(const std::string& data_set, const std::string& data_dir) {
  const std::string folder = data_dir.empty() ? folder_of_variable() : data_dir;
  const std::string fetch = fmt::format("mmoe-bench data fetch {}", data_set);
  if (folder.empty()) {
    return fmt::format("get them with `{}` or name their folder with `data_dir` or MMOE_DATA_DIR",
                       fetch);
  }
  return fmt::format(
      "get them there with `{} --data-dir {}`, or leave out {}, so that other folders are searched",
      fetch, folder, data_dir.empty() ? "MMOE_DATA_DIR" : "`data_dir`");
}

std::vector<fs::path> data_folders(const std::string& data_dir) {
  if (!data_dir.empty()) return {data_dir};
  if (const std::string folder = folder_of_variable(); !folder.empty()) return {folder};
  std::error_code ignored;
  const fs::path current = fs::current_path(ignored);
  std::vector<fs::path> folders;
  folders.reserve(3);
  folders.push_back(datasets_above(current).value_or(current / "datasets"));
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

}  // namespace mmoe
