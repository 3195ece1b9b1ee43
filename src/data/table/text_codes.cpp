// SPDX-License-Identifier: Apache-2.0
#include "data/table/text_codes.h"

#include <functional>
#include <utility>

namespace mmoe {
namespace {

/// Most texts of a column differ in their last byte, if not in their length.
bool same_text(std::string_view a, std::string_view b) {
  return a.size() == b.size() && (a.empty() || (a.back() == b.back() && a == b));
}

}  // namespace

std::uint32_t TextCodes::code(std::string_view text, std::vector<std::string>& texts) {
  // Many rows repeat the value of the row before.
  if (last_ < texts.size() && same_text(texts[last_], text)) return last_;
  if (2 * used_ >= slots_.size()) grow();
  const auto hash = static_cast<std::uint32_t>(std::hash<std::string_view>()(text));
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].code != kFree; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.hash == hash && same_text(texts[slot.code], text)) return last_ = slot.code;
  }
  last_ = static_cast<std::uint32_t>(texts.size());
  slots_[at] = {last_, hash};
  ++used_;
  texts.emplace_back(text);
  return last_;
}

void TextCodes::grow() {
  constexpr std::size_t kFirstSlots = 16;
  const std::vector<Slot> before =
      std::exchange(slots_, std::vector<Slot>(slots_.empty() ? kFirstSlots : 2 * slots_.size()));
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : before) {
    if (slot.code == kFree) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].code != kFree) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

}  // namespace mmoe
