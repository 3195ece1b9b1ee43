// SPDX-License-Identifier: Apache-2.0
// Any bytes as the blocks of a file: cut off, damaged, or blocks that lie inside it.
#include "data/block_layout.h"

#include "fuzz/require.h"

namespace {

void walk_blocks(std::string_view bytes, mmoe::BlockWalk::Check check) {
  using mmoe::fuzz::require;
  using Step = mmoe::BlockWalk::Step;
  mmoe::BlockWalk walk(bytes, check);
  Step step = walk.next();
  for (; step == Step::kBlock; step = walk.next()) {
    const std::string_view payload = walk.payload();
    require(!payload.empty() && payload.data() >= bytes.data() &&
                payload.data() + payload.size() <= bytes.data() + bytes.size(),
            "a block lies inside the file");
    require(walk.head().bytes == payload.size(), "a block has the size that its head names");
    require(check == mmoe::BlockWalk::Check::kEndAlone || is_whole_block(walk.head(), payload),
            "a block that was checked is whole");
  }
  if (step == Step::kEnd) {
    require(bytes.ends_with(mmoe::file_end(walk.blocks(), walk.sha256())),
            "a file ends with its number of blocks and its digest");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using mmoe::fuzz::require;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto source = mmoe::source_of_blocks(bytes)) {
    require(bytes.starts_with(mmoe::file_head(*source).substr(0, 32 + source->size())),
            "a source that is read stands in the head");
  }
  walk_blocks(bytes, mmoe::BlockWalk::Check::kPayloads);
  walk_blocks(bytes, mmoe::BlockWalk::Check::kEndAlone);
  return 0;
}
