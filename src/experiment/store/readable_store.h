// SPDX-License-Identifier: Apache-2.0
// A store that can be read where it lies, or a copy that can. After a kill the last trials stand in
// the write-ahead log; SQLite reads it only with an index beside it (-shm), which it cannot make on
// a read-only mount.
#pragma once

#include <filesystem>

namespace mmoe {

class ReadableStore {
 public:
  /// Copies the store to a folder of its own if its log has no index. Throws RunError if that
  /// cannot be done.
  explicit ReadableStore(std::filesystem::path file);
  ~ReadableStore();
  ReadableStore(const ReadableStore&) = delete;
  ReadableStore& operator=(const ReadableStore&) = delete;

  const std::filesystem::path& file() const { return file_; }

 private:
  std::filesystem::path file_;
  std::filesystem::path copy_;  // the folder of the copy; empty: none
};

}  // namespace mmoe
