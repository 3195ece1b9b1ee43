// SPDX-License-Identifier: Apache-2.0
#include "statistics/live/aa_test.h"

#include "interruptible.h"
#include "statistics/live/made_up_users.h"

namespace mmoe {
namespace {

constexpr Stream kSplits{.seed = 9, .purpose = Purpose::kLiveSplit, .run = 0};

TEST(AaTest, RejectsAtItsLevel) {  // tolerances: two standard errors of 1,000 splits
  const Users users = made_up_users({7, Purpose::kCheck}, 500, 0.1);
  EXPECT_NEAR(*aa_rejections(users, 1000, 0.05, kSplits), 0.05, 0.014);
  EXPECT_NEAR(*aa_rejections(users, 1000, 0.2, kSplits), 0.2, 0.026);
  EXPECT_EQ(aa_rejections(users, 100, 0, kSplits), 0);
  EXPECT_EQ(aa_rejections(users, 100, 1, kSplits), 1);
}

TEST(AaTest, DealsUsersByTheBitsOfTheStream) {
  const Users users = made_up_users({8, Purpose::kCheck}, 100, 0.3);
  constexpr int kTests = 40;
  int rejected = 0;
  for (std::uint64_t s = 0; s < kTests; ++s) {
    std::uint64_t words[2];
    fill_bits(kSplits, s, words);
    Users halves[2];
    for (std::size_t u = 0; u < users.size(); ++u) {
      halves[(words[u / 64] >> (u % 64)) & 1].push_back(users[u]);
    }
    rejected += lift_p_value(*independent_lift(halves[1], halves[0])) < 0.3 ? 1 : 0;
  }
  EXPECT_GT(rejected, 0);
  EXPECT_EQ(aa_rejections(users, kTests, 0.3, kSplits), rejected / static_cast<double>(kTests));
}

TEST(AaTest, IsAFunctionOfTheStream) {
  const Users users = made_up_users({8, Purpose::kCheck}, 200, 0.3);
  Stream other = kSplits;
  ++other.run;
  EXPECT_EQ(aa_rejections(users, 200, 0.3, kSplits), aa_rejections(users, 200, 0.3, kSplits));
  EXPECT_NE(aa_rejections(users, 200, 0.3, kSplits), aa_rejections(users, 200, 0.3, other));
}

TEST(AaTest, IsEmptyWhereNoSplitHasALift) {
  const Users some = {{1, 5}, {2, 5}, {3, 5}, {1, 4}, {0, 5}, {2, 6}};
  EXPECT_TRUE(aa_rejections(some, 50, 0.05, kSplits));
  EXPECT_FALSE(aa_rejections(some, 0, 0.05, kSplits));
  EXPECT_FALSE(aa_rejections({}, 50, 0.05, kSplits));
  EXPECT_FALSE(aa_rejections(Users{{1, 5}, {2, 5}, {3, 5}}, 50, 0.05, kSplits));
  EXPECT_FALSE(aa_rejections(Users(20, UserTotal{0, 5}), 50, 0.05, kSplits));
  EXPECT_EQ(aa_rejections(Users(20, UserTotal{1, 5}), 50, 0.05, kSplits), 0);  // all alike
}

TEST(AaTest, EndsAtCtrlC) {
  const Users users = {{1, 5}, {2, 5}, {3, 5}, {4, 5}};
  testing::expect_interruptible([&] { aa_rejections(users, 10, 0.05, kSplits); });
}

}  // namespace
}  // namespace mmoe
