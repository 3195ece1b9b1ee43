// SPDX-License-Identifier: Apache-2.0
#include "base/folders.h"

#include <fmt/format.h>

#include <cstdlib>

#include "base/error.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;

fs::path absolute_path_in(const char* variable) {
  const char* value = std::getenv(variable);
  const fs::path path = value == nullptr ? "" : value;
  return path.is_absolute() ? path : fs::path();
}

fs::path user_folder(const char* variable, const char* below_home) {
  if (const fs::path base = absolute_path_in(variable); !base.empty()) return base / "mmoe-bench";
  if (const fs::path home = absolute_path_in("HOME"); !home.empty()) {
    return home / below_home / "mmoe-bench";
  }
  throw InputError(fmt::format(
      "cannot determine the user's folder: neither {} nor HOME is an absolute path", variable));
}

}  // namespace

fs::path user_data_dir() { return user_folder("XDG_DATA_HOME", ".local/share"); }
fs::path user_cache_dir() { return user_folder("XDG_CACHE_HOME", ".cache"); }

}  // namespace mmoe
