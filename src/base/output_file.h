// SPDX-License-Identifier: Apache-2.0
// A file written sequentially and then synced to disk, with every failure reported.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace mmoe {

/// Every failure throws RunError "cannot write PATH: No space left on device".
class OutputFile {
 public:
  /// Creates the file, or truncates an existing one.
  explicit OutputFile(std::filesystem::path path);
  ~OutputFile();  // without finish() the file is left as it is, perhaps incomplete
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  void write(std::string_view bytes);
  /// Starts again with an empty file.
  void restart();
  /// Returns the bytes written since the start.
  std::int64_t size() const { return size_; }
  /// Syncs the file to disk; nothing may be written afterwards.
  void finish();

 private:
  std::filesystem::path path_;
  int descriptor_;
  std::int64_t size_ = 0;
};

/// Returns false, with errno set, if not all bytes could be written.
bool write_all(int descriptor, std::string_view bytes);

/// Syncs the names in `folder` (created, renamed, removed files) to disk.
void sync_folder(const std::filesystem::path& folder);

}  // namespace mmoe
