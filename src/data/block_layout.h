// SPDX-License-Identifier: Apache-2.0
// How blocks lie in a file of blocks: a head that names the source, blocks, and an end.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mmoe {

/// How every file of blocks begins, of whatever layout.
inline constexpr std::string_view kBlockMark = "mmoe-bench blocks ";

/// Before each block; `bytes` is 0 in the end of a file, whose mark is the number of blocks.
struct BlockHead {
  std::uint32_t bytes;
  std::uint32_t checksum;  // CRC-32 of bytes, mark and payload
  std::uint64_t mark;
};
static_assert(sizeof(BlockHead) == 16);

/// Hex digits behind the head that ends a file: the SHA-256 of all payloads.
inline constexpr std::size_t kBlockDigest = 64;

/// Returns the head of a block with its checksum.
BlockHead block_head(std::string_view payload, std::uint64_t mark);

/// Returns the end of a file, with a checksum of its own.
std::string file_end(std::uint64_t blocks, std::string_view sha256);

/// Returns the head of a file: magic, and the source padded to a multiple of 8 bytes.
std::string file_head(std::string_view source);

/// Goes through the blocks of a file's bytes.
class BlockWalk {
 public:
  enum class Step { kBlock, kEnd, kCutOff, kDamaged };
  enum class Check { kPayloads, kEndAlone };  // which checksums are compared

  /// `bytes` are those after the head of the file.
  explicit BlockWalk(std::string_view bytes, Check check = Check::kPayloads)
      : bytes_(bytes), check_(check) {}

  /// Goes to the next block; kEnd only where the file ends as it should.
  Step next();
  /// The last block's payload and head.
  std::string_view payload() const { return payload_; }
  const BlockHead& head() const { return head_; }
  std::uint64_t mark() const { return head_.mark; }    // of the last block
  std::uint64_t blocks() const { return blocks_; }     // so far
  std::size_t whole_bytes() const { return at_; }      // of the blocks so far
  std::string_view sha256() const { return sha256_; }  // at the end

 private:
  Step end(const BlockHead& head, std::string_view rest);

  std::string_view bytes_;
  Check check_;
  std::string_view payload_, sha256_;
  BlockHead head_{};
  std::size_t at_ = 0;
  std::uint64_t blocks_ = 0;
};

/// Whether a block is as it was written.
bool is_whole_block(const BlockHead& head, std::string_view payload);

/// Returns the source that a file's head names; empty if `bytes` do not begin with a whole head.
std::optional<std::string> source_of_blocks(std::string_view bytes);

/// Returns the size of a block on disk, without its head: its payload, padded.
constexpr std::size_t padded_size(std::size_t bytes) { return (bytes + 7) / 8 * 8; }

}  // namespace mmoe
