// SPDX-License-Identifier: Apache-2.0
#include "experiment/store/store_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstring>
#include <string>
#include <system_error>

#include "base/error.h"
#include "base/output_kind.h"

namespace mmoe {
namespace {

std::string owner_text() {
  char host[HOST_NAME_MAX + 1] = {};
  gethostname(host, sizeof host - 1);
  return fmt::format("process {} on {}", getpid(), host);
}

std::string read_owner(int fd) {
  char text[HOST_NAME_MAX + 64];
  const ssize_t length = pread(fd, text, sizeof text, 0);
  return length > 0 ? std::string(text, static_cast<std::size_t>(length)) : "another process";
}

std::string lock_problem(int fd, int error) {
  if (error == EWOULDBLOCK) {
    return fmt::format("is in use by {}; wait for its end, or give another `out`", read_owner(fd));
  }
  return fmt::format(
      "cannot be locked: {}; give an `out` on a file system with locks: a local disk, or a network "
      "one mounted with them (Lustre: -o flock)",
      std::strerror(error));
}

}  // namespace

StoreLock::StoreLock(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) {
    throw FieldError("out",
                     fmt::format("{} cannot be created: {}", folder.string(), failed.message()));
  }
  const std::string path = (folder / kLockFile).string();
  fd_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (fd_ < 0) {
    throw FieldError(
        "out", fmt::format("{} cannot be written to: {}", folder.string(), std::strerror(errno)));
  }
  if (flock(fd_, LOCK_EX | LOCK_NB) != 0) {
    const std::string problem = lock_problem(fd_, errno);
    close(fd_);
    throw RunError(folder.string() + " " + problem);
  }
  // The text is informational, so a full disk may truncate it.
  const std::string owner = owner_text();
  if (ftruncate(fd_, 0) == 0) {
    [[maybe_unused]] const auto written = pwrite(fd_, owner.data(), owner.size(), 0);
  }
}

StoreLock::~StoreLock() { close(fd_); }

}  // namespace mmoe
