// SPDX-License-Identifier: Apache-2.0
#include "report/live_answer.h"

#include <gmock/gmock.h>

#include <sstream>

#include "base/characters.h"
#include "results/sample_live.h"

namespace mmoe {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::sample_live;
using ::testing::StartsWith;

TEST(LiveAnswer, SaysFirstWhatWasFoundAndThatItIsSimulated) {
  const std::string text = live_answer(read_live_record(sample_live()), 1000);
  EXPECT_THAT(text, StartsWith("Simulated live test, relatedness 0.5: in truth, Shared-Bottom over "
                               "Single-Task, engagement only: engagement -0.22 %, satisfaction "
                               "+10.00 %; MMoE over Shared-Bottom: engagement +0.25 %, "));
  EXPECT_THAT(text, AllOf(HasSubstr("satisfaction +1.50 %. Such a test of "
                                    "this size, also simulated, finds 2 of these 4 differences"),
                          HasSubstr("with CUPED, %"), Not(HasSubstr("in truth, median"))));
}

TEST(LiveAnswer, OfSeveralRunsIsTheMedian) {
  const auto live = sample_live({.relatedness = {0, 1}, .runs = 3, .step = 0.01});
  const std::string text = live_answer(read_live_record(live), 1000);
  EXPECT_THAT(text, AllOf(HasSubstr("relatedness 0: in truth, median of 3 runs, Shared-Bottom over "
                                    "Single-Task, engagement only: engagement +0.78 %"),
                          HasSubstr("relatedness 1: in truth, median of 3 runs"),
                          HasSubstr("+0.78 (-0.22 to +1.78)")));
}

TEST(LiveAnswer, IsFoldedAtTheWidth) {
  std::istringstream lines(live_answer(read_live_record(sample_live({.runs = 2})), 80));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 80U) << line;
}

TEST(LiveAnswer, OfUndefinedNumbersSaysSo) {
  auto live = sample_live();
  for (auto& lift : live["draws"][0]["lifts"]) {
    for (const char* reading : {"truth", "live", "cuped"}) {
      for (auto& [name, value] : lift[reading].items()) value = nullptr;
    }
  }
  EXPECT_THAT(live_answer(read_live_record(live), 1000),
              StartsWith("Simulated live test, relatedness 0.5: the paper's pairs are not "
                         "compared.\n"));
  live["draws"] = nlohmann::ordered_json::array();
  EXPECT_EQ(live_answer(read_live_record(live), 1000), "");
}

}  // namespace
}  // namespace mmoe
