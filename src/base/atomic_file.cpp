// SPDX-License-Identifier: Apache-2.0
#include "base/atomic_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

#include "base/error.h"
#include "base/output_file.h"

namespace mmoe {
namespace {

std::filesystem::path folder_of(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : ".";
}

[[noreturn]] void fail_to_write(const std::filesystem::path& path, int error) {
  throw RunError(fmt::format("cannot write '{}': {}", path.string(), std::strerror(error)));
}

void sync_and_close(int descriptor, const std::filesystem::path& place) {
  const int error = ::fsync(descriptor) == 0 ? 0 : errno;
  if (::close(descriptor) != 0) fail_to_write(place, errno);
  if (error != 0) fail_to_write(place, error);
}

void rename_into(const std::filesystem::path& finished, const std::filesystem::path& place) {
  if (::rename(finished.c_str(), place.c_str()) != 0) fail_to_write(place, errno);
  // The new name is on disk once the folder is synced. Some file systems cannot sync a folder; the
  // file itself is safe there.
  const int folder = ::open(folder_of(place).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    ::fsync(folder);
    ::close(folder);
  }
}

}  // namespace

AtomicFile::AtomicFile(std::filesystem::path path, const OutputKind& kind)
    : path_(std::move(path)) {
  check_replaceable(path_, kind);
  temporary_ = temporary_beside(path_);
  descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor_ < 0) {
    refuse_place(path_, fmt::format("{}; expected a folder that exists and can be written to",
                                    std::strerror(errno)));
  }
}

AtomicFile::~AtomicFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void AtomicFile::write(std::string_view bytes) {
  if (!write_all(descriptor_, bytes)) fail_to_write(path_, errno);
}

void AtomicFile::commit() {
  sync_and_close(std::exchange(descriptor_, -1), path_);
  rename_into(temporary_, path_);
  temporary_.clear();
}

void move_into_place(const std::filesystem::path& finished, const std::filesystem::path& place) {
  const int descriptor = ::open(finished.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) fail_to_write(place, errno);
  sync_and_close(descriptor, place);
  rename_into(finished, place);
}

std::filesystem::path temporary_beside(const std::filesystem::path& place) {
  std::uint64_t number = 0;
  if (::getentropy(&number, sizeof number) != 0) {
    throw RunError(fmt::format("cannot draw a random name: {}", std::strerror(errno)));
  }
  return folder_of(place) / fmt::format(".mmoe-bench.{:016x}.tmp", number);
}

void write_file_atomically(const std::filesystem::path& path, std::string_view bytes,
                           const OutputKind& kind) {
  AtomicFile file(path, kind);
  file.write(bytes);
  file.commit();
}

}  // namespace mmoe
