// SPDX-License-Identifier: Apache-2.0
#include "report/findings.h"

#include <gmock/gmock.h>

#include "results/sample_result.h"

namespace mmoe {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

TEST(Findings, SayWhoIsBestAtEachSettingOfOneResult) {
  const Result result = to_result(testing::sample_synthetic(8), "made");
  const auto sentences = findings({&result}, std::vector<Verdict>());
  ASSERT_THAT(sentences, SizeIs(3));
  EXPECT_THAT(sentences[0],
              AllOf(StartsWith("At cosine 0.5 MMoE has the lowest test MSE, 0."),
                    HasSubstr("(median of 8 runs); Shared-Bottom and OMoE are higher.")));
}

/// Below six runs no interval of the median has 95 %.
TEST(Findings, OfFewRunsTellNoModelFromTheBest) {
  const Result result = to_result(testing::sample_synthetic(3), "made");
  EXPECT_THAT(findings({&result}, std::vector<Verdict>()),
              Each(HasSubstr("; Shared-Bottom and OMoE cannot be told from it.")));
}

TEST(Findings, OfSeveralResultsAreAtMostFive) {
  const Result synthetic = to_result(testing::sample_synthetic(8), "made");
  const Result census = to_result(testing::sample_census(8), "made");
  const auto sentences =
      findings({&synthetic, &census, &synthetic, &census}, std::vector<Verdict>());
  EXPECT_THAT(sentences, SizeIs(4));
  EXPECT_THAT(sentences[1], StartsWith("census-income: of 2 settings, the highest test AUC, or one "
                                       "that cannot be told from it, is "));
  EXPECT_THAT(sentences[3], StartsWith("Over Single-Task, "));
}

TEST(Findings, CountTheVerdicts) {
  std::vector<Verdict> verdicts(3);
  for (Verdict& verdict : verdicts) {
    verdict.claim.comparison = "better";
    verdict.outcome = Outcome::kSupported;
  }
  verdicts[2].outcome = Outcome::kContradicted;
  EXPECT_THAT(findings({}, verdicts),
              ::testing::ElementsAre("Of the paper's claims that can be judged "
                                     "here, 2 supported, 1 contradicted."));
  EXPECT_THAT(findings({}, {}), IsEmpty());
}

}  // namespace
}  // namespace mmoe
