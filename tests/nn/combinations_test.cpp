// SPDX-License-Identifier: Apache-2.0
#include "nn/combinations.h"

#include <gmock/gmock.h>

namespace mmoe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Inputs 0 .. 2 are one group, 3 and 4 another.
Problem two_groups() {
  Problem problem{.dense_inputs = 0, .sparse_inputs = 5, .tasks = {}};
  problem.sparse_groups = {0, 0, 0, 1, 1};
  return problem;
}

TEST(Combinations, AreThoseOfEachGroupOnce) {
  CombinationFinder finder(two_groups());
  Combinations found;
  //                               {0, 3}, {1, 2, 3}, {0, 4}, {}, {3, 1, 2}
  const std::vector<std::int32_t> inputs = {0, 3, 1, 2, 3, 0, 4, 3, 1, 2};
  const std::vector<std::int32_t> offsets = {0, 2, 5, 7, 7, 10};
  for (int again = 0; again < 2; ++again) {
    finder.find({inputs, offsets}, found);
    EXPECT_EQ(found.count(), 4);
    EXPECT_THAT(found.inputs.items, ElementsAre(0, 3, 1, 2, 4));
    EXPECT_THAT(found.inputs.offsets, ElementsAre(0, 1, 2, 4, 5));
    EXPECT_THAT(found.of_examples.items, ElementsAre(0, 1, 2, 1, 0, 3, 2, 1));
    EXPECT_THAT(found.of_examples.offsets, ElementsAre(0, 2, 4, 6, 6, 8));
    EXPECT_THAT(found.examples.items, ElementsAre(0, 2, 0, 1, 4, 1, 4, 2));
    EXPECT_THAT(found.examples.offsets, ElementsAre(0, 2, 5, 7, 8));
  }
}

TEST(Combinations, KeepTheOrderOfTheirInputs) {
  CombinationFinder finder(two_groups());
  Combinations found;
  finder.find({{2, 1, 1, 2}, {0, 2, 4}}, found);
  EXPECT_THAT(found.inputs.items, ElementsAre(2, 1, 1, 2));
  EXPECT_THAT(found.of_examples.items, ElementsAre(0, 1));
}

TEST(Combinations, AreWholeExamplesWhereThereAreNoGroups) {
  Problem problem = two_groups();
  problem.sparse_groups.clear();
  CombinationFinder finder(problem);
  Combinations found;
  finder.find({{0, 3, 4, 0, 3}, {0, 2, 3, 5}}, found);
  EXPECT_THAT(found.inputs.items, ElementsAre(0, 3, 4));
  EXPECT_THAT(found.of_examples.items, ElementsAre(0, 1, 0));
}

// Every example has its own: the table of numbers is as full as it gets.
TEST(Combinations, OfManyExamplesAreAllFound) {
  constexpr std::int32_t kInputs = 1000;
  Problem problem{.dense_inputs = 0, .sparse_inputs = kInputs, .tasks = {}};
  CombinationFinder finder(problem);
  CsrIndices set;
  for (std::int32_t i = 0; i < kInputs; ++i) {
    set.items.push_back(i);
    set.end_list();
  }
  Combinations found;
  finder.find(set, found);
  EXPECT_EQ(found.count(), kInputs);
  EXPECT_EQ(found.inputs.items, set.items);
  EXPECT_EQ(found.of_examples.items, set.items);
  EXPECT_EQ(found.examples.items, set.items);
}

TEST(Combinations, KeepNothingOfTheBatchBefore) {
  CombinationFinder finder(two_groups());
  Combinations found, expected;
  finder.find({{0, 3, 1, 4, 2}, {0, 2, 4, 5}}, found);
  finder.find({{4, 4}, {0, 1, 2}}, found);
  EXPECT_THAT(found.inputs.items, ElementsAre(4));
  EXPECT_THAT(found.of_examples.items, ElementsAre(0, 0));
  EXPECT_THAT(found.examples.items, ElementsAre(0, 1));
  EXPECT_THAT(found.examples.offsets, ElementsAre(0, 2));
  finder.find({}, found);
  EXPECT_EQ(found.inputs, expected.inputs);
  EXPECT_EQ(found.of_examples, expected.of_examples);
  EXPECT_EQ(found.examples, expected.examples);
}

TEST(Combinations, AreNotLookedForWhereNothingReadsThem) {
  Problem dense{.dense_inputs = 3, .sparse_inputs = 0, .tasks = {}};
  Problem embedded = two_groups();
  embedded.embedded = {2, {3, 2}};
  Combinations found;
  CombinationFinder(dense).find({}, found);
  EXPECT_EQ(found.count(), 0);
  CombinationFinder(embedded).find({{1}, {0, 1}}, found);
  EXPECT_THAT(found.of_examples.items, IsEmpty());
  EXPECT_EQ(found.examples.size(), 0);
}

}  // namespace
}  // namespace mmoe
