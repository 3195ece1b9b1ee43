// SPDX-License-Identifier: Apache-2.0
// Draws from any finite distribution in constant time. Source: Walker 1977, "An efficient method
// for generating discrete random variables with general distributions"; set up as Vose 1991.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace mmoe {

/// Values 0 .. n - 1, value i with probability weights[i] / sum of weights, to 2^-24 / n.
class AliasTable {
 public:
  /// `weights`: n values, 1 <= n < 2^31, none negative and at least one positive.
  explicit AliasTable(std::span<const double> weights);

  /// Returns the value drawn by 64 uniform bits.
  std::uint32_t operator[](std::uint64_t bits) const {
    __extension__ using Wide = unsigned __int128;
    const Wide scaled = Wide{bits} * slots_.size();
    const auto place = static_cast<std::uint32_t>(scaled >> 64U);
    const auto rest = static_cast<float>(static_cast<std::uint64_t>(scaled) >> 40U) * 0x1p-24F;
    const Slot& slot = slots_[place];
    return rest < slot.keep ? place : slot.other;
  }

 private:
  struct Slot {
    float keep;           // the probability of the slot's own value
    std::uint32_t other;  // the value otherwise
  };
  std::vector<Slot> slots_;
};

}  // namespace mmoe
