// SPDX-License-Identifier: Apache-2.0
// A deterministic part of an experiment's trials, for one of several machines.
#pragma once

#include <string>
#include <vector>

#include "experiment/trials.h"

namespace mmoe {

/// Part `index` of `count`, counted from 1.
struct Shard {
  std::size_t index = 1;
  std::size_t count = 1;
};

/// "3/16". Throws InputError "--shard: ..." unless 1 <= index <= count.
Shard parse_shard(const std::string& text);

/// Every count-th trial from position index - 1 on: together the shards are all trials, once each.
std::vector<Trial> take_shard(const std::vector<Trial>& trials, const Shard& shard);

}  // namespace mmoe
