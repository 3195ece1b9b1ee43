// SPDX-License-Identifier: Apache-2.0
#include "data/census/files.h"

#include <fmt/format.h>

#include <optional>
#include <system_error>

#include "base/error.h"
#include "base/log.h"
#include "data/data_folders.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFolder = "census-income";

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

}  // namespace

CensusFiles find_census_files(const std::string& data_dir) {
  std::string searched;
  for (const fs::path& root : data_folders(data_dir)) {
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
                               kCensusTest.name, searched, how_to_get_files(kFolder, data_dir)));
}

}  // namespace mmoe
