// SPDX-License-Identifier: Apache-2.0
#include "data/kuairand/kuairand.h"

#include <gmock/gmock.h>

#include <map>

#include "data/kuairand/small_kuairand.h"

namespace mmoe {
namespace {

using ::testing::HasSubstr;

/// A data set on the archive in `folder`.
KuaiDataSet small_data_set(const TestFolder& folder, const SmallKuaiRand& made) {
  made.write(folder);
  std::filesystem::remove_all(folder.path("cache"));
  return {{.min_rows = 2, .hash_buckets = 8, .embedding_width = 4},
          {.data = folder.path(), .cache = folder.path("cache")}};
}

void expect_same_batch(const Batch<float>& a, const Batch<float>& b) {
  EXPECT_TRUE((a.dense.array() == b.dense.array()).all());
  EXPECT_TRUE((a.labels.array() == b.labels.array()).all());
  EXPECT_EQ(a.sparse.items, b.sparse.items);
}

TEST(KuaiDataSet, HasTwoTasksAndFieldsThatShareTables) {
  const TestFolder folder;
  const KuaiDataSet data = small_data_set(folder, SmallKuaiRand());
  const Problem problem = data.problem(0);
  EXPECT_EQ(problem.tasks[0].name, "long_view");
  EXPECT_EQ(problem.tasks[1].name, "is_like");
  EXPECT_EQ(problem.embedded.table(1), problem.embedded.table(2));
  EXPECT_EQ(problem.embedded.vocabularies[1], problem.embedded.vocabularies[2]);
  EXPECT_EQ(problem.embedded.table_count(), 11);
  EXPECT_EQ(problem.embedded.vocabularies[0], SmallKuaiRand::kUsers + 8);
}

TEST(KuaiDataSet, InputsAreFiniteFromZeroToOneAndIdsStayInTheirFields) {
  const TestFolder folder;
  const KuaiDataSet data = small_data_set(folder, SmallKuaiRand());
  const auto draw = data.open({.batch = 64});
  Batch<float> batch;
  draw->training_batch(3, batch);
  for (const Batch<float>* b : std::initializer_list<const Batch<float>*>{&batch, &draw->test()}) {
    EXPECT_TRUE((b->dense.array() >= 0).all() && (b->dense.array() <= 1).all());
    for (const std::int32_t input : b->sparse.items) {
      EXPECT_TRUE(input >= 0 && input < data.problem(0).sparse_inputs);
    }
  }
  EXPECT_EQ(draw->test().size(), SmallKuaiRand::kUsers * 4);
  EXPECT_EQ(std::ssize(draw->test_facts().groups), SmallKuaiRand::kUsers * 4);
}

TEST(KuaiDataSet, RandomExposuresOfTheTestDayAreAFurtherTest) {
  const TestFolder folder;
  SmallKuaiRand made;
  const KuaiDataSet data = small_data_set(folder, made);
  const auto draw = data.open({.batch = 64});
  const auto further = draw->further_tests();
  ASSERT_EQ(further.size(), 1U);
  EXPECT_EQ(further[0].name, "random_exposures");
  EXPECT_EQ(further[0].examples.size(), Index{SmallKuaiRand::kUsers});
  EXPECT_EQ(further[0].facts.groups.size(), std::size_t{SmallKuaiRand::kUsers});
  int long_views = 0;
  for (const MadeExposure& row : made.random) long_views += row.day == 30 ? row.long_view : 0;
  EXPECT_EQ(further[0].examples.labels.row(0).sum(), static_cast<float>(long_views));

  std::erase_if(made.random, [](const MadeExposure& row) { return row.day == 30; });
  const TestFolder other;
  const KuaiDataSet without = small_data_set(other, made);
  EXPECT_TRUE(without.open({.batch = 64})->further_tests().empty());
}

/// Whatever a test row says: inputs of training and validation keep their bits.
TEST(KuaiDataSet, TrainingInputsDoNotDependOnTestRows) {
  const TestFolder folder, other_folder;
  const KuaiDataSet data = small_data_set(folder, SmallKuaiRand());
  SmallKuaiRand changed;
  for (MadeExposure& row : changed.late) {
    if (row.day != 30) continue;
    row.long_view = 1 - row.long_view;
    row.video = (row.video + 3) % SmallKuaiRand::kVideos;
    row.duration_ms = 10 * row.duration_ms + 777;
    row.tab = 14;
  }
  for (MadeExposure& row : changed.random) row.long_view = row.day == 30 ? 1 : row.long_view;
  const KuaiDataSet other = small_data_set(other_folder, changed);
  const auto a = data.open({.batch = 512}), b = other.open({.batch = 512});
  Batch<float> ours, theirs;
  for (const std::int64_t step : {0, 1, 2, 3}) {
    a->training_batch(step, ours);
    b->training_batch(step, theirs);
    expect_same_batch(ours, theirs);
  }
  expect_same_batch(a->validation(), b->validation());
  EXPECT_FALSE(a->test().sparse.items == b->test().sparse.items);
}

TEST(KuaiDataSet, SaysHowToGetTheFiles) {
  const TestFolder folder;
  EXPECT_THAT(input_error([&] {
                const KuaiDataSet data({}, {.data = folder.path(), .cache = folder.path("c")});
              }),
              AllOf(HasSubstr("KuaiRand-1K.tar.gz (or the folder KuaiRand-1K/data) not found in"),
                    HasSubstr("mmoe-bench data fetch kuairand-1k")));
}

TEST(KuaiVocabulary, OrdersByRowsThenIdAndHashesTheRest) {
  ById<std::uint32_t> rows;
  for (const auto& [id, count] : std::map<int, unsigned>{{7, 5}, {3, 9}, {5, 5}, {8, 1}}) {
    rows[id] = count;
  }
  const KuaiVocabulary ids(rows, 5, 4);
  EXPECT_EQ(ids(3), 0);
  EXPECT_EQ(ids(5), 1);
  EXPECT_EQ(ids(7), 2);
  EXPECT_EQ(ids.size(), 7);
  EXPECT_FALSE(ids.knows(8));
  for (const std::int32_t unseen : {8, 1000000, 0}) {
    EXPECT_GE(ids(unseen), 3);
    EXPECT_LT(ids(unseen), 7);
  }
}

}  // namespace
}  // namespace mmoe
