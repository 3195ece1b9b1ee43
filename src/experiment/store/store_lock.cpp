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
#include <string_view>
#include <system_error>

#include "base/error.h"
#include "base/output_kind.h"

namespace mmoe {
namespace {

constexpr std::string_view kOwnerStart = "process ";

std::string owner_text() {
  char host[HOST_NAME_MAX + 1] = {};
  gethostname(host, sizeof host - 1);
  return fmt::format("{}{} on {}", kOwnerStart, getpid(), host);
}

/// Returns what the file holds: the last owner, or nothing.
std::string text_of(int fd) {
  char text[HOST_NAME_MAX + 64];
  const ssize_t length = pread(fd, text, sizeof text, 0);
  return {text, static_cast<std::size_t>(length > 0 ? length : 0)};
}

/// Whether a lock of this program may hold `text`, which a full disk cuts short.
bool is_owner_text(std::string_view text) {
  return text.substr(0, kOwnerStart.size()) == kOwnerStart.substr(0, text.size());
}

std::string lock_problem(int fd, int error) {
  if (error == EWOULDBLOCK) {
    const std::string owner = text_of(fd);
    return fmt::format("is in use by {}; wait for its end, or give another `out`",
                       owner.empty() ? "another process" : owner);
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
  // A link is not followed: its target would be overwritten.
  fd_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (fd_ < 0 && errno == ELOOP) {
    throw FieldError("out", fmt::format("{} is a link; expected none, or another `out`", path));
  }
  if (fd_ < 0) {
    throw FieldError(
        "out", fmt::format("{} cannot be written to: {}", folder.string(), std::strerror(errno)));
  }
  if (flock(fd_, LOCK_EX | LOCK_NB) != 0) {
    const std::string problem = lock_problem(fd_, errno);
    close(fd_);
    throw RunError(folder.string() + " " + problem);
  }
  if (!is_owner_text(text_of(fd_))) {
    close(fd_);
    throw FieldError("out",
                     fmt::format("{} is a file of another program; expected another `out`", path));
  }
  // The text is informational, so a full disk may truncate it.
  const std::string owner = owner_text();
  if (ftruncate(fd_, 0) == 0) {
    [[maybe_unused]] const auto written = pwrite(fd_, owner.data(), owner.size(), 0);
  }
}

StoreLock::~StoreLock() { close(fd_); }

}  // namespace mmoe
