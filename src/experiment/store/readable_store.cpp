// SPDX-License-Identifier: Apache-2.0
#include "experiment/store/readable_store.h"

#include <fmt/format.h>

#include <system_error>
#include <utility>

#include "base/atomic_file.h"
#include "base/error.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;

bool has_log_without_index(const fs::path& file) {
  std::error_code none;
  const auto log = fs::file_size(file.string() + "-wal", none);
  return !none && log > 0 && !fs::exists(file.string() + "-shm");
}

}  // namespace

ReadableStore::ReadableStore(fs::path file) : file_(std::move(file)) {
  if (!has_log_without_index(file_)) return;
  try {
    copy_ = temporary_beside(fs::temp_directory_path() / "store");
    fs::create_directory(copy_);
    const fs::path copied = copy_ / file_.filename();
    fs::copy_file(file_, copied);
    fs::copy_file(file_.string() + "-wal", copied.string() + "-wal");
    file_ = copied;
  } catch (const fs::filesystem_error& error) {
    std::error_code ignored;
    fs::remove_all(copy_, ignored);
    throw RunError(
        fmt::format("{}: cannot be copied to be read: {}; copy its folder to where "
                    "there is room and it can be written",
                    file_.string(), error.code().message()));
  }
}

ReadableStore::~ReadableStore() {
  std::error_code ignored;
  if (!copy_.empty()) fs::remove_all(copy_, ignored);
}

}  // namespace mmoe
