// SPDX-License-Identifier: Apache-2.0
#include "report/cells.h"

#include <gtest/gtest.h>

namespace mmoe {
namespace {

using nlohmann::ordered_json;

Trial trial(double rate) {
  return {.key = "", .model = 0, .setting = 0, .learning_rate = rate, .run = 0};
}

ordered_json record(double objective, double test_error) {
  return {
      {"objective", objective},
      {"metrics", {{{"split", "test"}, {"task", "y1"}, {"metric", "mse"}, {"value", test_error}}}}};
}

TEST(ChooseCells, TakesTheRateThatValidationChoosesWhateverTheTestSetSays) {
  const std::vector<Trial> trials = {trial(0.01), trial(0.001)};
  const auto cells = choose_cells(trials, {record(0.2, 9.0), record(0.3, 0.1)});
  ASSERT_EQ(cells.size(), 1U);
  EXPECT_EQ(cells[0].learning_rate, 0.01);
}

}  // namespace
}  // namespace mmoe
