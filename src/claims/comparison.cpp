// SPDX-License-Identifier: Apache-2.0
#include "claims/comparison.h"

#include <algorithm>
#include <stdexcept>

namespace mmoe {

const std::vector<const Comparison*>& comparisons() {
  static const std::vector<const Comparison*> table = {
      &kBetter, &kSame,  &kTrend,  &kGap,  &kFocus,    &kSpread,    &kSameSpread,
      &kLowest, &kRises, &kPoints, &kLift, &kLiveLift, &kLiveLevel, &kGreaterLift};
  return table;
}

const char* to_text(ClaimKind kind) {
  switch (kind) {
    case ClaimKind::kTested:
      return "tested";
    case ClaimKind::kCheck:
      return "check";
    case ClaimKind::kNumber:
      return "number";
  }
  return "";
}

const Comparison& find_comparison(const std::string& name) {
  const auto found =
      std::ranges::find_if(comparisons(), [&](const Comparison* c) { return c->name == name; });
  if (found == comparisons().end()) throw std::out_of_range("unknown comparison: " + name);
  return **found;
}

}  // namespace mmoe
