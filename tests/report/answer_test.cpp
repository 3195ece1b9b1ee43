// SPDX-License-Identifier: Apache-2.0
#include "report/answer.h"

#include <gmock/gmock.h>

#include "results/sample_result.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

/// Sets every test error of `model` to `share` of Shared-Bottom's, which are 1, 2, ... by run.
void scale_errors(Result& result, const std::string& model, double share) {
  for (TrialRecord& trial : result.trials) {
    for (TrialMetric& metric : trial.metrics) {
      if (trial.model == "shared-bottom") metric.value = static_cast<double>(trial.run + 1);
      if (trial.model == model) metric.value = share * static_cast<double>(trial.run + 1);
    }
  }
}

Result read_sample(int runs) { return to_result(testing::sample_synthetic(runs), "sample"); }

TEST(Answer, SaysWhatIsBetterByHowMuchAndHowSurely) {
  Result result = read_sample(9);
  scale_errors(result, "mmoe", 0.5);
  scale_errors(result, "omoe", 2);
  const std::string text = answer_text(result, 200);
  EXPECT_THAT(text, StartsWith("Compared with Shared-Bottom, by test MSE (median of 9 paired runs "
                               "[interval; 95 % over all 6 comparisons]):\n  cosine 0.5: "));
  // In percent of a median of 5: differences 0.5, 1, ... 4.5 and 1, 2, ... 9.
  EXPECT_THAT(text, AllOf(HasSubstr("MMoE is better by 50.0 % [10.0, 90.0]"),
                          HasSubstr("OMoE is worse by 100.0 % [20.0, 180.0]")));
}

TEST(Answer, SaysWhatCannotBeTold) {
  Result result = read_sample(9);
  scale_errors(result, "mmoe", 0.5);
  for (TrialRecord& trial : result.trials) {
    if (trial.model != "mmoe" || trial.run != 5) continue;
    for (TrialMetric& metric : trial.metrics) metric.value = 9;
  }
  EXPECT_THAT(answer_text(result, 200),
              HasSubstr("MMoE cannot be told from it (-40.0 % [-90.0, +60.0])"));
}

TEST(Answer, NeedsRunsForAnInterval) { EXPECT_THAT(answer_text(read_sample(6), 80), IsEmpty()); }

TEST(Answer, KeepsToTheWidth) {
  Result result = read_sample(9);
  scale_errors(result, "mmoe", 0.5);
  std::string text = answer_text(result, 60);
  for (std::size_t end = 0; (end = text.find('\n')) != std::string::npos; text.erase(0, end + 1))
    EXPECT_LE(end, 60U);
}

}  // namespace
}  // namespace mmoe
