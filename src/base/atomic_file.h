// SPDX-License-Identifier: Apache-2.0
// Atomic file writes: files are written next to their destination, synced and renamed.
#pragma once

#include <filesystem>
#include <string_view>

#include "base/output_kind.h"

namespace mmoe {

/// The constructor throws InputError where the user named a place that cannot be written, or where
/// a file of another kind stands; later failures (a full disk) throw RunError. Until commit() the
/// destination is unchanged, and without it nothing is left behind.
class AtomicFile {
 public:
  AtomicFile(std::filesystem::path path, const OutputKind& kind);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void write(std::string_view bytes);
  /// Renames the file to its destination and syncs it. Nothing may be written afterwards.
  void commit();

 private:
  std::filesystem::path path_;
  std::filesystem::path temporary_;  // in the same folder; empty once renamed
  int descriptor_ = -1;
};

/// Renames a finished file next to `place` to it and syncs it. Throws RunError, naming the place.
void move_into_place(const std::filesystem::path& finished, const std::filesystem::path& place);

/// Writes a whole file at once.
void write_file_atomically(const std::filesystem::path& path, std::string_view bytes,
                           const OutputKind& kind);

/// Returns a name in the folder of `place` that is unique over processes and machines: random,
/// since process numbers may be equal in two containers.
std::filesystem::path temporary_beside(const std::filesystem::path& place);

}  // namespace mmoe
