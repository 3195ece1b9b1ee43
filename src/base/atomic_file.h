// SPDX-License-Identifier: Apache-2.0
// Files that appear whole or not at all: written beside their place, synced, renamed.
#pragma once

#include <filesystem>
#include <string_view>

namespace mmoe {

/// Throws InputError if what stands at `path` can not be replaced by a file: for before long work.
void check_replaceable(const std::filesystem::path& path);

/// The constructor throws InputError where the user named a place that cannot be written; later
/// failures (a full disk) throw RunError. Until commit() the place keeps what it held, and without
/// it nothing is left behind.
class AtomicFile {
 public:
  explicit AtomicFile(std::filesystem::path path);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void write(std::string_view bytes);
  /// Puts the file in its place, on the disk. Nothing may be written afterwards.
  void commit();

 private:
  std::filesystem::path path_;
  std::filesystem::path temporary_;  // in the same folder; empty once renamed
  int descriptor_ = -1;
};

/// Puts a finished file beside `place` there, on the disk. Throws RunError that names the place.
void move_into_place(const std::filesystem::path& finished, const std::filesystem::path& place);

/// The whole of a file at once.
void write_file_atomically(const std::filesystem::path& path, std::string_view bytes);

}  // namespace mmoe
