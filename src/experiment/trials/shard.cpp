// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/shard.h"

#include <fmt/format.h>

#include <charconv>

#include "base/error.h"

namespace mmoe {

Shard parse_shard(const std::string& text) {
  Shard shard{0, 0};
  const char* end = text.data() + text.size();
  const auto index = std::from_chars(text.data(), end, shard.index);
  if (index.ptr != end && *index.ptr == '/') {
    const auto count = std::from_chars(index.ptr + 1, end, shard.count);
    if (count.ptr == end && count.ec == std::errc() && shard.index >= 1 &&
        shard.index <= shard.count) {
      return shard;
    }
  }
  throw FieldError("shard",
                   fmt::format("found '{}'; expected INDEX/COUNT, from 1/16 to 16/16", text));
}

}  // namespace mmoe
