// SPDX-License-Identifier: Apache-2.0
// A file of blocks of bytes, each with a checksum: what an import writes, and goes on with after an
// interruption. In this machine's byte order: the file is not portable.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/sha256.h"
#include "data/block_layout.h"

namespace mmoe {

/// Writes PATH.part, which becomes PATH once it is whole. Blocks that an interrupted writer left
/// whole are kept, so that only what follows `mark()` is to be appended again.
class BlockWriter {
 public:
  /// `source` names what the blocks are made of. Throws RunError, in one line, where PATH.part was
  /// made of another source, where a whole block of it is damaged, where another process writes it,
  /// and where it cannot be written.
  BlockWriter(std::filesystem::path path, std::string_view source);
  ~BlockWriter();  // without finish(), whole blocks stay in PATH.part
  BlockWriter(const BlockWriter&) = delete;
  BlockWriter& operator=(const BlockWriter&) = delete;

  /// Returns the mark of the last whole block: how far into its source the file reaches; 0 without
  /// blocks.
  std::uint64_t mark() const { return mark_; }
  std::uint64_t blocks() const { return blocks_; }

  /// Appends a block; `payload` is not empty and is smaller than 4 GiB. Throws RunError, as on a
  /// full disk: the blocks before it stay whole.
  void append(std::string_view payload, std::uint64_t mark);
  /// For a writer that begins anew, with the same blocks: appends what an interrupted one did not.
  void append_unless_kept(std::string_view payload, std::uint64_t mark);
  /// Writes the end with the SHA-256 of all payloads, syncs the file and renames it to PATH.
  void finish();

 private:
  void start(std::string_view source);
  void keep_whole_blocks(std::string_view source);
  void write(std::string_view bytes);

  std::filesystem::path path_;
  std::filesystem::path part_;
  int descriptor_ = -1;
  std::uint64_t mark_ = 0;
  std::uint64_t blocks_ = 0;
  std::uint64_t offered_ = 0;  // to append_unless_kept
  Sha256 sha256_;              // of the payloads so far
};

/// A whole file of blocks, mapped. Many threads may read it.
class BlockFile {
 public:
  /// Reads the heads of blocks alone. Throws RunError, in one line, where the file cannot be read,
  /// was made of another source, or has no end.
  BlockFile(const std::filesystem::path& path, std::string_view source);
  ~BlockFile();
  BlockFile(const BlockFile&) = delete;
  BlockFile& operator=(const BlockFile&) = delete;

  std::size_t blocks() const { return blocks_.size(); }
  /// Returns the payload of a block, whose address is a multiple of 8. Throws RunError, in one
  /// line, where its checksum, which is compared when the block is first read, says that it is
  /// damaged.
  std::string_view block(std::size_t i) const {
    if (!whole_[i].load(std::memory_order_relaxed)) check(i);
    return blocks_[i].payload;
  }
  /// The same, read without comparing the checksum.
  std::string_view unchecked_block(std::size_t i) const { return blocks_[i].payload; }
  /// Says that rows will be read in no order, so that none are read ahead; a block is still read
  /// whole when it is checked.
  void expect_random() const;
  /// Gives back the memory of all blocks that were read; reading them again maps them again.
  void release() const;
  /// Returns the number of bytes of a block without reading it.
  std::size_t block_size(std::size_t i) const { return blocks_[i].payload.size(); }
  /// Returns the mark of the last block; 0 without blocks.
  std::uint64_t mark() const { return blocks_.empty() ? 0 : blocks_.back().head.mark; }
  /// Returns the SHA-256 of all payloads, as it was when they were written.
  const std::string& sha256() const { return sha256_; }

 private:
  struct Block {
    BlockHead head;
    std::string_view payload;
  };
  void map();
  void find_blocks(std::string_view bytes);
  void check(std::size_t i) const;

  std::filesystem::path path_;
  std::string_view bytes_;  // mapped
  std::vector<Block> blocks_;
  mutable std::vector<std::atomic<bool>> whole_;  // blocks whose checksum was compared
  std::string sha256_;
};

}  // namespace mmoe
