// SPDX-License-Identifier: Apache-2.0
#include "data/block_layout.h"

#include <zlib.h>

#include <cstring>

#include "base/bytes.h"

namespace mmoe {
namespace {

/// Increase the number with any change to the layout.
constexpr std::string_view kBlockMagic = "mmoe-bench blocks 2\n\n\n\n\n";
static_assert(kBlockMagic.size() % 8 == 0 && kBlockMagic.starts_with(kBlockMark));

std::uint32_t block_checksum(std::uint32_t bytes, std::uint64_t mark, std::string_view payload) {
  uLong sum = crc32_z(0, reinterpret_cast<const Bytef*>(&bytes), sizeof bytes);
  sum = crc32_z(sum, reinterpret_cast<const Bytef*>(&mark), sizeof mark);
  // Without bytes there may be no address, for which crc32_z returns another sum.
  if (payload.empty()) return static_cast<std::uint32_t>(sum);
  sum = crc32_z(sum, reinterpret_cast<const Bytef*>(payload.data()), payload.size());
  return static_cast<std::uint32_t>(sum);
}

}  // namespace

BlockHead block_head(std::string_view payload, std::uint64_t mark) {
  const auto bytes = static_cast<std::uint32_t>(payload.size());
  return {bytes, block_checksum(bytes, mark, payload), mark};
}

bool is_whole_block(const BlockHead& head, std::string_view payload) {
  return block_checksum(head.bytes, head.mark, payload) == head.checksum;
}

std::string file_end(std::uint64_t blocks, std::string_view sha256) {
  const BlockHead head{0, block_checksum(0, blocks, sha256), blocks};
  std::string end(bytes_of_value(head));
  return end.append(sha256);
}

std::string file_head(std::string_view source) {
  const std::uint64_t size = source.size();
  std::string head(kBlockMagic);
  head += bytes_of_value(size);
  head += source;
  head.resize(padded_size(head.size()), '\0');
  return head;
}

std::optional<std::string> source_of_blocks(std::string_view bytes) {
  if (!bytes.starts_with(kBlockMagic)) return std::nullopt;
  std::string_view rest = bytes.substr(kBlockMagic.size());
  std::uint64_t size = 0;
  if (rest.size() < sizeof size) return std::nullopt;
  std::memcpy(&size, rest.data(), sizeof size);
  rest.remove_prefix(sizeof size);
  if (rest.size() < size || rest.size() < padded_size(size)) return std::nullopt;
  return std::string(rest.substr(0, size));
}

BlockWalk::Step BlockWalk::next() {
  const std::string_view rest = bytes_.substr(at_);
  BlockHead head{};
  if (rest.size() < sizeof head) return Step::kCutOff;
  std::memcpy(&head, rest.data(), sizeof head);
  if (head.bytes == 0) return end(head, rest.substr(sizeof head));
  if (rest.size() - sizeof head < padded_size(head.bytes)) return Step::kCutOff;
  const std::string_view payload = rest.substr(sizeof head, head.bytes);
  if (check_ == Check::kPayloads && !is_whole_block(head, payload)) return Step::kDamaged;
  payload_ = payload;
  head_ = head;
  ++blocks_;
  at_ += sizeof head + padded_size(head.bytes);
  return Step::kBlock;
}

BlockWalk::Step BlockWalk::end(const BlockHead& head, std::string_view rest) {
  if (rest.size() < kBlockDigest) return Step::kCutOff;
  const bool last = head.mark == blocks_ && rest.size() == kBlockDigest;
  if (!last || !is_whole_block(head, rest)) return Step::kDamaged;
  sha256_ = rest;
  return Step::kEnd;
}

}  // namespace mmoe
