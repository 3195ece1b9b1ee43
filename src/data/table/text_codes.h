// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mmoe {

/// Gives the texts of one column numbers, in order of appearance: a hash table with open
/// addressing, as most of the time would go to the nodes of std::unordered_map.
class TextCodes {
 public:
  /// Appends a new text to `texts`, of which there are fewer than 2^32 - 1 and which no one else
  /// changes.
  std::uint32_t code(std::string_view text, std::vector<std::string>& texts);

 private:
  static constexpr std::uint32_t kFree = 0xffffffff;
  struct Slot {
    std::uint32_t code = kFree;
    std::uint32_t hash = 0;
  };
  void grow();

  std::vector<Slot> slots_;  // a power of two of them, at most half in use
  std::size_t used_ = 0;
  std::uint32_t last_ = 0;
};

}  // namespace mmoe
