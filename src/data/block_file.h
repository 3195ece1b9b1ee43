// SPDX-License-Identifier: Apache-2.0
// A file of blocks of bytes, each with a checksum: what an import writes, and goes on with after an
// interruption. In this machine's byte order: the file is not portable.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

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
  /// Writes the end, syncs the file and renames it to PATH.
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
};

/// A whole file of blocks, mapped.
class BlockFile {
 public:
  /// Checks every block. Throws RunError, in one line, where the file cannot be read, was made of
  /// another source, has no end, or has a damaged block.
  BlockFile(const std::filesystem::path& path, std::string_view source);
  ~BlockFile();
  BlockFile(const BlockFile&) = delete;
  BlockFile& operator=(const BlockFile&) = delete;

  std::size_t blocks() const { return blocks_.size(); }
  /// Returns the payload of a block, whose address is a multiple of 8.
  std::string_view block(std::size_t i) const { return blocks_[i]; }
  /// Returns the mark of the last block; 0 without blocks.
  std::uint64_t mark() const { return mark_; }

 private:
  void map(const std::filesystem::path& path);

  std::string_view bytes_;  // mapped
  std::vector<std::string_view> blocks_;
  std::uint64_t mark_ = 0;
};

}  // namespace mmoe
