// SPDX-License-Identifier: Apache-2.0
#include "report/tables/run_plot.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <sstream>

#include "base/characters.h"
#include "results/sample_result.h"

namespace mmoe {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(RunPlot, ShowsEveryModelOfEverySettingWithinTheWidth) {
  const Result result = to_result(testing::sample_synthetic(5), "made");
  for (const std::size_t width : {60U, 100U}) {
    const std::string plot = run_plot(result, width);
    EXPECT_THAT(plot, AllOf(HasSubstr("cosine 0.5: test MSE of each run"), HasSubstr("cosine 1:"),
                            HasSubstr("  Shared-Bottom |"), HasSubstr("  MMoE          |")));
    std::istringstream lines(plot);
    for (std::string line; std::getline(lines, line);)
      EXPECT_LE(display_width(line), width) << line;
  }
}

TEST(RunPlot, OfOneRunIsEmpty) {
  EXPECT_EQ(run_plot(to_result(testing::sample_synthetic(1), "made"), 80), "");
}

}  // namespace
}  // namespace mmoe
