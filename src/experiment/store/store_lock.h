// SPDX-License-Identifier: Apache-2.0
// Lets only one process at a time write to a folder.
#pragma once

#include <filesystem>

namespace mmoe {

/// Holds FOLDER/trials.lock. The kernel releases the lock when the process ends, however it does;
/// the file remains, with the pid and host of its last owner. Must not be held across fork.
class StoreLock {
 public:
  /// Creates the folder if needed. Throws RunError if another process holds the lock, naming the
  /// owner, or if the file system has no locks; InputError if the folder cannot be written to.
  explicit StoreLock(const std::filesystem::path& folder);
  ~StoreLock();
  StoreLock(const StoreLock&) = delete;
  StoreLock& operator=(const StoreLock&) = delete;

 private:
  int fd_;
};

}  // namespace mmoe
