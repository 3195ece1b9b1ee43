// SPDX-License-Identifier: Apache-2.0
#include "models/match.h"

#include <fmt/format.h>

#include <cstdlib>

#include "base/error.h"

namespace mmoe {
namespace {

constexpr Index kWidestMatch = 1 << 20;  // the limit of the options

}  // namespace

nlohmann::ordered_json match_width(const ModelEntry& model, nlohmann::ordered_json options,
                                   const Problem& problem, Index target) {
  if (model.width_option.empty()) {
    throw InputError(fmt::format(
        "cannot match {} to {} parameters: no option of the model is a width", model.name, target));
  }
  const auto with_width = [&](Index width) {
    for (auto& entry : options[model.width_option]) entry = width;
    return options;
  };
  const auto count = [&](Index width) {
    return model.make_float(with_width(width), problem)->layout().paper_count();
  };
  // The count rises with the width: double until it is reached, then bisect.
  Index high = 1;
  for (; count(high) < target; high *= 2) {
    if (high < kWidestMatch) continue;
    throw InputError(fmt::format(
        "cannot match {} to {} parameters: it has only {} at the maximum layer width, {}",
        model.name, target, count(high), high));
  }
  Index low = high / 2;
  while (high - low > 1) {
    const Index middle = low + (high - low) / 2;
    (count(middle) < target ? low : high) = middle;
  }
  const bool narrower = low > 0 && target - count(low) <= count(high) - target;
  return with_width(narrower ? low : high);
}

}  // namespace mmoe
