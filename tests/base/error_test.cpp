// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"

#include <gtest/gtest.h>

namespace mmoe {
namespace {

TEST(Hint, OffersTheNearestName) {
  EXPECT_EQ(hint("mmeo", {"omoe", "mmoe", "single-task"}), "; did you mean 'mmoe'?");
  EXPECT_EQ(hint("mmo", {"omoe", "mmoe", "single-task"}), "; did you mean 'mmoe'?");
  EXPECT_EQ(hint("single-tsak", {"mmoe", "single-task"}), "; did you mean 'single-task'?");
}

TEST(Hint, ListsTheNamesWhenNoneIsNear) {
  EXPECT_EQ(hint("resnet", {"omoe", "mmoe"}), "; expected one of omoe, mmoe");
  EXPECT_EQ(hint("anything", {}), "");
}

TEST(PositionOf, FindsANameOrSaysWhichThereAre) {
  EXPECT_EQ(position_of("activation", "tanh", {"relu", "tanh"}), 1U);
  try {
    position_of("activation", "rleu", {"relu", "tanh"});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "activation: unknown name 'rleu'; did you mean 'relu'?");
  }
}

}  // namespace
}  // namespace mmoe
