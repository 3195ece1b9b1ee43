// SPDX-License-Identifier: Apache-2.0
#include "nn/batch.h"

#include <gmock/gmock.h>

namespace mmoe {
namespace {

using ::testing::ElementsAre;

TEST(Batch, ListsTheExamplesOfEachFeatureInOrder) {
  Batch<float> batch;
  batch.sparse = {3, 0, 0, 3, 1};  // {3, 0}, {}, {0, 3, 1}
  batch.offsets = {0, 2, 2, 5};
  list_examples(5, batch);
  EXPECT_THAT(batch.examples, ElementsAre(0, 2, 2, 0, 2));
  EXPECT_THAT(batch.example_offsets, ElementsAre(0, 2, 3, 3, 5, 5));
  list_examples(5, batch);
  EXPECT_THAT(batch.example_offsets, ElementsAre(0, 2, 3, 3, 5, 5));
}

}  // namespace
}  // namespace mmoe
