// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mmoe {

/// Gives the texts of one column numbers, in order of appearance.
class TextCodes {
 public:
  /// Appends a new text to `texts`, of which there are fewer than 2^32 - 1.
  std::uint32_t code(std::string_view text, std::vector<std::string>& texts);

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> codes_;
  std::uint32_t last_ = 0;
};

}  // namespace mmoe
