// SPDX-License-Identifier: Apache-2.0
#include "statistics/delong.h"

#include "base/error.h"
#include "statistics/scipy_fixture.h"

namespace mmoe {
namespace {

TEST(Delong, AgreesWithThePairwiseDefinition) {
  for (const auto& c : scipy_cases("delong")) {
    const auto labels = c["labels"].get<Values>();
    const auto a = auc_components(c["a"].get<Values>(), labels);
    const auto b = auc_components(c["b"].get<Values>(), labels);
    ASSERT_TRUE(a && b) << c;
    expect_scipy(auc_of(*a), c["auc"][0], "a of " + c.dump());
    expect_scipy(auc_of(*b), c["auc"][1], "b of " + c.dump());
    expect_scipy(delong_variance(*a), c["variance"][0], "var a of " + c.dump());
    expect_scipy(delong_variance(*b), c["variance"][1], "var b of " + c.dump());
    expect_scipy(delong_variance(*a - *b), c["difference_variance"], "a - b of " + c.dump());
  }
}

TEST(Delong, ByHand) {  // positives 3 and 1, negatives 2 and 0: psi 1 1 / 0 1
  const auto found = auc_components(Values{3, 2, 1, 0}, Values{1, 0, 1, 0});
  EXPECT_EQ(found->positive, (Values{1, 0.5}));
  EXPECT_EQ(found->negative, (Values{0.5, 1}));
  EXPECT_EQ(auc_of(*found), 0.75);
  EXPECT_DOUBLE_EQ(delong_variance(*found), 0.125 / 2 + 0.125 / 2);
}

TEST(Delong, IsZeroForAPerfectOrderAndForAModelAgainstItself) {
  const auto perfect = auc_components(Values{4, 3, 1, 0}, Values{1, 1, 0, 0});
  EXPECT_EQ(auc_of(*perfect), 1);
  EXPECT_EQ(delong_variance(*perfect), 0);
  const auto other = auc_components(Values{3, 2, 1, 0}, Values{1, 0, 1, 0});
  EXPECT_EQ(delong_variance(*other - *other), 0);
}

TEST(Delong, MeanOfRunsIsLinear) {
  const Values labels = {1, 0, 1, 0, 0};
  const auto a = *auc_components(Values{3, 2, 1, 0, 4}, labels);
  const auto b = *auc_components(Values{3, 2, 5, 0, 1}, labels);
  const std::vector<AucComponents> runs = {a, b};
  EXPECT_DOUBLE_EQ(auc_of(mean_of(runs)), (auc_of(a) + auc_of(b)) / 2);
  EXPECT_DOUBLE_EQ(delong_variance(mean_of({&a, 1})), delong_variance(a));
}

TEST(Delong, NeedsTwoRowsOfEachClass) {
  EXPECT_FALSE(auc_components(Values{1, 2, 3, 4}, Values{1, 0, 0, 0}));
  EXPECT_FALSE(auc_components(Values{1, 2, 3, 4}, Values{1, 1, 1, 0}));
  EXPECT_FALSE(auc_components(Values{1, 2, 3, std::nan("")}, Values{1, 1, 0, 0}));
  EXPECT_THROW(auc_components(Values{1, 2}, Values{1}), RunError);
}

}  // namespace
}  // namespace mmoe
