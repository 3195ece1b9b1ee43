// SPDX-License-Identifier: Apache-2.0
// Widths that give models equal numbers of parameters.
#include "models/match.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/error.h"
#include "models/registry.h"

namespace mmoe {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;
TEST(MatchWidth, SolvesThePapersWidth) {
  const Problem paper{100, 0, {{"y1"}, {"y2"}}};
  const ModelEntry& bottom = find_model("shared-bottom", "test");
  const auto options = match_width(bottom, bottom.resolve(json::object(), "test"), paper, 13056);
  EXPECT_EQ(options["bottom"], ordered_json({113}));
}

TEST(MatchWidth, ComesNearestForEveryModel) {
  const Problem paper{100, 0, {{"y1"}, {"y2"}}};
  for (const ModelEntry& entry : models()) {
    const auto count = [&](Index width) {
      json options = entry.resolve(json::object(), "test");
      for (auto& w : options[entry.width_option]) w = width;
      return entry.make_float(options, paper)->layout().paper_count();
    };
    const auto options = match_width(entry, entry.resolve(json::object(), "test"), paper, 13056);
    const Index width = options[entry.width_option][0];
    const Index distance = std::abs(count(width) - 13056);
    EXPECT_LE(distance, std::abs(count(width + 1) - 13056)) << entry.name;
    EXPECT_LE(distance, std::abs(count(std::max<Index>(width - 1, 1)) - 13056)) << entry.name;
  }
}

TEST(MatchWidth, RefusesASizeThatNoWidthGives) {
  const Problem paper{100, 0, {{"y1"}, {"y2"}}};
  ModelEntry fixed = find_model("shared-bottom", "test");
  const auto options = fixed.resolve(json::object(), "test");
  fixed.name = "fixed";
  fixed.make_float = [make = fixed.make_float](const json&, const Problem& problem) {
    return make({{"bottom", {4}}}, problem);  // whatever the width
  };
  const auto message = [&](const ModelEntry& entry) -> std::string {
    try {
      match_width(entry, options, paper, 13056);
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message(fixed),
            "cannot match fixed to 13056 parameters: it has only 464 at the maximum layer "
            "width, 1048576");
  fixed.width_option.clear();
  EXPECT_EQ(message(fixed),
            "cannot match fixed to 13056 parameters: no option of the model is a width");
}

}  // namespace
}  // namespace mmoe
