// SPDX-License-Identifier: Apache-2.0
// A file that is written from its start to its end and then reaches the disk, or says why not.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace mmoe {

/// Every failure throws RunError "cannot write PATH: No space left on device".
class OutputFile {
 public:
  /// Creates the file, or empties the one that is there.
  explicit OutputFile(std::filesystem::path path);
  ~OutputFile();  // without finish() the file is left as it is, perhaps incomplete
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  void write(std::string_view bytes);
  /// Starts again with an empty file.
  void restart();
  /// Bytes written since the start.
  std::int64_t size() const { return size_; }
  /// Returns when the bytes are on the disk; nothing may be written afterwards.
  void finish();

 private:
  std::filesystem::path path_;
  int descriptor_;
  std::int64_t size_ = 0;
};

/// False, with errno, where not all could be written.
bool write_all(int descriptor, std::string_view bytes);

/// Returns when the names in `folder` (created, renamed, removed files) are on the disk.
void sync_folder(const std::filesystem::path& folder);

}  // namespace mmoe
