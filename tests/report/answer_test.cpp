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
  Result result = read_sample(6);
  scale_errors(result, "mmoe", 0.5);
  scale_errors(result, "omoe", 2);
  const std::string text = answer_text(result, 200);
  EXPECT_THAT(text, StartsWith("Compared with Shared-Bottom, by test MSE (median of 6 paired runs "
                               "[95 % interval]):\n  cosine 0.5: "));
  // In percent of a median of 3.5: differences 0.5, 1, ... 3 and 1, 2, ... 6.
  EXPECT_THAT(text, AllOf(HasSubstr("MMoE is better by 50.0 % [14.3, 85.7]"),
                          HasSubstr("OMoE is worse by 100.0 % [28.6, 171.4]")));
}

TEST(Answer, SaysWhatCannotBeTold) {
  Result result = read_sample(6);
  scale_errors(result, "mmoe", 0.5);
  for (TrialRecord& trial : result.trials) {
    if (trial.model != "mmoe" || trial.run != 5) continue;
    for (TrialMetric& metric : trial.metrics) metric.value = 9;
  }
  EXPECT_THAT(answer_text(result, 200),
              HasSubstr("MMoE cannot be told from it (-35.7 % [-71.4, +85.7])"));
}

TEST(Answer, NeedsRunsForAnInterval) { EXPECT_THAT(answer_text(read_sample(5), 80), IsEmpty()); }

TEST(Answer, KeepsToTheWidth) {
  Result result = read_sample(6);
  scale_errors(result, "mmoe", 0.5);
  std::string text = answer_text(result, 60);
  for (std::size_t end = 0; (end = text.find('\n')) != std::string::npos; text.erase(0, end + 1))
    EXPECT_LE(end, 60U);
}

}  // namespace
}  // namespace mmoe
