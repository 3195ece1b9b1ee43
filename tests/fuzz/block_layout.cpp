// SPDX-License-Identifier: Apache-2.0
// Any bytes as the blocks of a file: cut off, damaged, or blocks that lie inside it.
#include "data/block_layout.h"

#include "fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using mmoe::fuzz::require;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto source = mmoe::source_of_blocks(bytes)) {
    require(bytes.starts_with(mmoe::file_head(*source).substr(0, 32 + source->size())),
            "a source that is read stands in the head");
  }
  mmoe::BlockWalk walk(bytes);
  while (walk.next() == mmoe::BlockWalk::Step::kBlock) {
    const std::string_view payload = walk.payload();
    require(!payload.empty() && payload.data() >= bytes.data() &&
                payload.data() + payload.size() <= bytes.data() + bytes.size(),
            "a block lies inside the file");
    const mmoe::BlockHead head = mmoe::block_head(payload, walk.mark());
    require(head.bytes == payload.size(), "a block has the size that its head names");
  }
  return 0;
}
