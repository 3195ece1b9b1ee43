// SPDX-License-Identifier: Apache-2.0
// Opens a store for reading, or a copy if it cannot be read in place. After a kill the last trials
// are in the write-ahead log, which SQLite reads only with an index file (-shm) next to it, which
// it cannot create on a read-only mount.
#pragma once

#include <filesystem>

namespace mmoe {

class ReadableStore {
 public:
  /// Copies the store to a temporary folder if its log has no index. Throws RunError if that fails.
  explicit ReadableStore(std::filesystem::path file);
  ~ReadableStore();
  ReadableStore(const ReadableStore&) = delete;
  ReadableStore& operator=(const ReadableStore&) = delete;

  const std::filesystem::path& file() const { return file_; }

 private:
  std::filesystem::path file_;
  std::filesystem::path copy_;  // the folder of the copy; empty if none
};

}  // namespace mmoe
