// SPDX-License-Identifier: Apache-2.0
// Shards: deterministic parts of an experiment, for several machines.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace mmoe {

/// Part `index` of `count`, counted from 1.
struct Shard {
  std::size_t index = 1;
  std::size_t count = 1;
};

/// Parses "3/16". Throws FieldError of "shard" unless 1 <= index <= count.
Shard parse_shard(const std::string& text);

/// Returns every count-th part (a trial, a point of a design) from position index - 1 on: the
/// shards together hold each part once.
template <typename Part>
std::vector<Part> take_shard(const std::vector<Part>& all, const Shard& shard) {
  std::vector<Part> taken;
  for (std::size_t i = shard.index - 1; i < all.size(); i += shard.count) taken.push_back(all[i]);
  return taken;
}

}  // namespace mmoe
