// SPDX-License-Identifier: Apache-2.0
#include "base/file_holders.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <system_error>
#include <vector>

namespace mmoe {
namespace {

namespace fs = std::filesystem;

bool has_open(const fs::path& process, const fs::path& file) {
  std::error_code error;
  for (fs::directory_iterator entry(process / "fd", error), end; !error && entry != end;
       entry.increment(error)) {
    std::error_code gone;
    if (fs::read_symlink(entry->path(), gone) == file && !gone) return true;
  }
  return false;
}

}  // namespace

std::string holders_of(const fs::path& file) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(file, error);
  std::vector<std::string> holders;
  for (fs::directory_iterator process("/proc", error), end; !error && process != end;
       process.increment(error)) {
    const std::string id = process->path().filename().string();
    const bool is_process =
        std::all_of(id.begin(), id.end(), [](unsigned char c) { return c >= '0' && c <= '9'; });
    if (!is_process || id == std::to_string(getpid()) || !has_open(process->path(), real)) continue;
    std::string name = "a program";
    std::ifstream comm(process->path() / "comm");
    std::getline(comm, name);
    holders.push_back(fmt::format("{} (process {})", name, id));
  }
  return holders.empty() ? "another program" : fmt::format("{}", fmt::join(holders, ", "));
}

}  // namespace mmoe
