// SPDX-License-Identifier: Apache-2.0
// Values by id, for logs whose ids are mostly numbered from 0 on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace mmoe {

/// Ids below kListed have a list, which is as long as the largest of them; all others a map, which
/// is many times slower.
template <typename Value>
class ById {
 public:
  static constexpr std::size_t kListed = std::size_t{1} << 25U;  // KuaiRand-27K has 32 M videos

  /// Returns the value of an id; Value() at first.
  Value& operator[](std::int32_t id) {
    const auto at = static_cast<std::size_t>(id);  // of a negative id, beyond the list
    if (at >= kListed) return others_[id];
    if (at >= listed_.size()) listed_.resize(at + 1);
    return listed_[at];
  }

  /// Calls `visit` with each id whose value is not Value(), and with the value.
  template <typename Visit>
  void visit(const Visit& visit) const {
    for (std::size_t at = 0; at < listed_.size(); ++at) {
      if (listed_[at] != Value()) visit(static_cast<std::int32_t>(at), listed_[at]);
    }
    for (const auto& [id, value] : others_) visit(id, value);
  }

 private:
  std::vector<Value> listed_;
  std::unordered_map<std::int32_t, Value> others_;
};

}  // namespace mmoe
