// SPDX-License-Identifier: Apache-2.0
#include "data/table/text_codes.h"

namespace mmoe {

std::uint32_t TextCodes::code(std::string_view text, std::vector<std::string>& texts) {
  // Most rows repeat the value of the row before.
  if (last_ < texts.size() && texts[last_] == text) return last_;
  const auto found = codes_.find(text);
  if (found != codes_.end()) return last_ = found->second;
  last_ = static_cast<std::uint32_t>(texts.size());
  texts.emplace_back(text);
  codes_.emplace(text, last_);
  return last_;
}

}  // namespace mmoe
