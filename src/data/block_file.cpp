// SPDX-License-Identifier: Apache-2.0
#include "data/block_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "base/atomic_file.h"
#include "base/bytes.h"
#include "base/error.h"
#include "base/output_file.h"
#include "data/block_layout.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse_blocks(const fs::path& path, const std::string& problem) {
  throw RunError(fmt::format("{}: {}", path.string(), problem));
}

[[noreturn]] void refuse_by_errno(const fs::path& path, const char* what) {
  refuse_blocks(path, fmt::format("{}: {}", what, std::generic_category().message(errno)));
}

/// Maps a file of at least one byte, to be read.
std::string_view map_bytes(const fs::path& path, int descriptor) {
  struct stat facts {};
  if (fstat(descriptor, &facts) != 0) refuse_by_errno(path, "cannot be read");
  const auto size = static_cast<std::size_t>(facts.st_size);
  if (size == 0) return {};
  void* const address = mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0);
  if (address == MAP_FAILED) refuse_by_errno(path, "cannot be read");
  return {static_cast<const char*>(address), size};
}

void unmap_bytes(std::string_view bytes) {
  if (!bytes.empty()) munmap(const_cast<char*>(bytes.data()), bytes.size());
}

/// For the pages that hold the bytes; an advice that the system does not take changes no result.
void advise(std::string_view mapped, int advice) {
  if (mapped.empty()) return;
  static const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
  const std::uintptr_t before = reinterpret_cast<std::uintptr_t>(mapped.data()) % page;
  madvise(const_cast<char*>(mapped.data()) - before, mapped.size() + before, advice);
}

/// Unmaps at the end of a scope.
struct MappedBytes {
  std::string_view bytes;
  ~MappedBytes() { unmap_bytes(bytes); }
};

/// Throws unless the head is that of a file made of `source`; returns the bytes after it.
std::string_view after_head(const fs::path& path, std::string_view bytes, std::string_view source) {
  const auto found = source_of_blocks(bytes);
  if (!found) refuse_blocks(path, "found no head of a file of blocks; remove it to import again");
  if (*found != source) {
    refuse_blocks(path, fmt::format("made of another source: found {}; expected {}; remove it to "
                                    "import again",
                                    *found, source));
  }
  return bytes.substr(file_head(source).size());
}

[[noreturn]] void refuse_damage(const fs::path& path, std::uint64_t block) {
  refuse_blocks(path, fmt::format("block {} is damaged: its checksum differs; remove the file to "
                                  "import again",
                                  block));
}

}  // namespace

BlockWriter::BlockWriter(fs::path path, std::string_view source)
    : path_(std::move(path)), part_(path_.string() + ".part") {
  descriptor_ = ::open(part_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor_ < 0) refuse_by_errno(part_, "cannot be written");
  try {
    start(source);
  } catch (...) {
    close(descriptor_);
    throw;
  }
}

BlockWriter::~BlockWriter() {
  if (descriptor_ >= 0) close(descriptor_);
}

void BlockWriter::start(std::string_view source) {
  if (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    refuse_blocks(part_, "another process writes it; wait for it to end");
  }
  struct stat facts {};
  if (fstat(descriptor_, &facts) != 0) refuse_by_errno(part_, "cannot be read");
  if (static_cast<std::size_t>(facts.st_size) >= file_head(source).size()) {
    keep_whole_blocks(source);
    return;
  }
  if (facts.st_size > 0 && ftruncate(descriptor_, 0) != 0) refuse_by_errno(part_, "cannot be cut");
  write(file_head(source));
}

void BlockWriter::keep_whole_blocks(std::string_view source) {
  const MappedBytes mapped{map_bytes(part_, descriptor_)};
  BlockWalk walk(after_head(part_, mapped.bytes, source));
  BlockWalk::Step step = walk.next();
  for (; step == BlockWalk::Step::kBlock; step = walk.next()) {
    sha256_.update(walk.payload());
  }
  if (step == BlockWalk::Step::kDamaged) refuse_damage(part_, walk.blocks());
  mark_ = walk.mark();
  blocks_ = walk.blocks();
  const auto end = static_cast<off_t>(file_head(source).size() + walk.whole_bytes());
  if (ftruncate(descriptor_, end) != 0 || lseek(descriptor_, end, SEEK_SET) != end) {
    refuse_by_errno(part_, "cannot be cut");
  }
}

void BlockWriter::write(std::string_view bytes) {
  if (!write_all(descriptor_, bytes)) {
    refuse_by_errno(part_, "cannot be written");
  }
}

void BlockWriter::append(std::string_view payload, std::uint64_t mark) {
  const BlockHead head = block_head(payload, mark);
  write(bytes_of_value(head));
  write(payload);
  sha256_.update(payload);
  write(std::string(padded_size(payload.size()) - payload.size(), '\0'));
  mark_ = mark;
  ++blocks_;
}

void BlockWriter::append_unless_kept(std::string_view payload, std::uint64_t mark) {
  if (offered_++ >= blocks_) append(payload, mark);
}

void BlockWriter::finish() {
  write(file_end(blocks_, sha256_.hex()));
  if (fsync(descriptor_) != 0) refuse_by_errno(part_, "cannot be written");
  move_into_place(part_, path_);  // still locked: no other writer may take the name in between
  close(std::exchange(descriptor_, -1));
}

BlockFile::BlockFile(const fs::path& path, std::string_view source) : path_(path) {
  map();
  try {
    find_blocks(after_head(path_, bytes_, source));
    whole_ = std::vector<std::atomic<bool>>(blocks_.size());
  } catch (...) {
    unmap_bytes(bytes_);
    throw;
  }
}

BlockFile::~BlockFile() { unmap_bytes(bytes_); }

void BlockFile::map() {
  const int descriptor = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) refuse_by_errno(path_, "cannot be read");
  try {
    bytes_ = map_bytes(path_, descriptor);
  } catch (...) {
    close(descriptor);
    throw;
  }
  close(descriptor);
}

void BlockFile::find_blocks(std::string_view bytes) {
  BlockWalk walk(bytes, BlockWalk::Check::kEndAlone);
  BlockWalk::Step step = walk.next();
  for (; step == BlockWalk::Step::kBlock; step = walk.next()) {
    blocks_.push_back({walk.head(), walk.payload()});
  }
  if (step == BlockWalk::Step::kDamaged) refuse_damage(path_, walk.blocks());
  if (step == BlockWalk::Step::kCutOff) {
    refuse_blocks(path_,
                  fmt::format("cut off after {} blocks; remove it to import again", walk.blocks()));
  }
  sha256_ = walk.sha256();
}

void BlockFile::release() const { advise(bytes_, MADV_DONTNEED); }

void BlockFile::expect_random() const { advise(bytes_, MADV_RANDOM); }

void BlockFile::check(std::size_t i) const {
  advise(blocks_[i].payload, MADV_WILLNEED);
  if (!is_whole_block(blocks_[i].head, blocks_[i].payload)) refuse_damage(path_, i);
  whole_[i].store(true, std::memory_order_relaxed);
}

}  // namespace mmoe
