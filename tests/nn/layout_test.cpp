// SPDX-License-Identifier: Apache-2.0
#include "nn/layout.h"

#include <gtest/gtest.h>

#include "test_maps.h"

namespace mmoe {
namespace {

TEST(Layout, StartsEachBlockOnACacheLine) {
  Layout layout;
  const Index a = layout.add({"a", Role::kHidden, 3}, 7);
  const Index b = layout.add({"b", Role::kBias, 1}, 1);
  EXPECT_EQ(layout.block(a).offset, 0);
  EXPECT_EQ(layout.block(b).offset, 32);  // 21 numbers, in lines of 16
  EXPECT_EQ(layout.size(), 48);
  EXPECT_EQ(layout.parameter_count(), 22);
}

TEST(Layout, DealsTheRowsOfAStackOutToItsBlocks) {
  Layout layout;
  const Index stack = layout.add_stack({{"a", Role::kHidden, 2}, {"b", Role::kGate, 1, 1}}, 2);
  Vector<double> theta = Vector<double>::Zero(layout.size());
  auto all = mutable_view(theta);
  weights<double>(all, layout.stack(stack)) << 1, 2,  //
      3, 4,                                           //
      5, 6;
  EXPECT_EQ(weights<double>(view(theta), layout.blocks()[0]), (Matrix<double>{{1, 2}, {3, 4}}));
  EXPECT_EQ(weights<double>(view(theta), layout.blocks()[1]), (Matrix<double>{{5, 6}}));
  EXPECT_EQ(layout.blocks()[0].owner, kShared);
  EXPECT_EQ(layout.blocks()[1].owner, 1);
}

TEST(Layout, CountsForThePaperHiddenWeightsAlone) {
  Layout layout;
  layout.add({"hidden", Role::kHidden, 3}, 5);
  layout.add({"factor", Role::kFactor, 2}, 2);
  for (const Role role : {Role::kOutput, Role::kGate, Role::kBias, Role::kStitch,
                          Role::kOutputFactor, Role::kEmbedding}) {
    layout.add({"other", role, 100}, 10);
  }
  EXPECT_EQ(layout.paper_count(), 15 + 4);
}

TEST(Members, AreNumberedAndOwnedByTheirTask) {
  const auto experts = numbered("expert{}", 2);
  EXPECT_EQ(experts[1].name, "expert1");
  EXPECT_EQ(experts[1].owner, kShared);
  const auto towers = per_task("tower{}", 3);
  EXPECT_EQ(towers[2].name, "tower2");
  EXPECT_EQ(towers[2].owner, 2);
}

}  // namespace
}  // namespace mmoe
