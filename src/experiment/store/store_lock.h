// SPDX-License-Identifier: Apache-2.0
// One process at a time writes to a folder.
#pragma once

#include <filesystem>

namespace mmoe {

/// Holds FOLDER/trials.lock. The kernel drops the lock with the process, however it ends; the file
/// stays, with the pid and host of its last owner. Not to be held across fork.
class StoreLock {
 public:
  /// Creates the folder if need be. Throws RunError, naming the owner, if another process holds the
  /// lock, and if its file system has no locks; InputError if the folder cannot be written to.
  explicit StoreLock(const std::filesystem::path& folder);
  ~StoreLock();
  StoreLock(const StoreLock&) = delete;
  StoreLock& operator=(const StoreLock&) = delete;

 private:
  int fd_;
};

}  // namespace mmoe
