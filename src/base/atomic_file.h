// SPDX-License-Identifier: Apache-2.0
// Files that appear whole or not at all: written beside their place, synced, renamed.
#pragma once

#include <filesystem>
#include <string_view>

#include "base/output_kind.h"

namespace mmoe {

/// The constructor throws InputError where the user named a place that cannot be written, or where
/// a file of another kind stands; later
/// failures (a full disk) throw RunError. Until commit() the place keeps what it held, and without
/// it nothing is left behind.
class AtomicFile {
 public:
  AtomicFile(std::filesystem::path path, const OutputKind& kind);
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
void write_file_atomically(const std::filesystem::path& path, std::string_view bytes,
                           const OutputKind& kind);

/// Returns a name in the folder of `place` that nobody else has, in any process of any machine:
/// random, for a process number is the same in two containers.
std::filesystem::path temporary_beside(const std::filesystem::path& place);

}  // namespace mmoe
