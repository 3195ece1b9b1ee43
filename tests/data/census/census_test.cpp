// SPDX-License-Identifier: Apache-2.0
#include "data/census/census.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "data/census/census_fixture.h"
#include "paths.h"

namespace mmoe {
namespace {

using ::testing::HasSubstr;

constexpr int kTrainRows = 60;
constexpr int kTestRows = 31;

/// A folder with made-up files; ages tell all rows apart.
class CensusTest : public ::testing::Test {
 protected:
  CensusTest() {
    folder_.write_gz("census-income.data.gz", census_text(kTrainRows));
    folder_.write("census-income.test", census_text(kTestRows, 1000));
  }
  CensusDataSet load(const CensusOptions& options = {}) const {
    return CensusDataSet(options, {.data = folder_.path()});
  }

  TestFolder folder_;
};

/// Ages, standardised, of a batch: the identity of its rows.
std::multiset<float> ages(const Batch<float>& batch) {
  const auto row = batch.dense.row(0);
  return {row.begin(), row.end()};
}

/// Ages of `steps` batches from `first` on.
std::multiset<float> ages(const DataDraw& draw, int first, int steps) {
  std::multiset<float> all;
  Batch<float> batch;
  for (int step = first; step < first + steps; ++step) {
    draw.training_batch(step, batch);
    all.merge(ages(batch));
  }
  return all;
}

bool all_differ(const std::multiset<float>& values) {
  return std::set<float>(values.begin(), values.end()).size() == values.size();
}

TEST_F(CensusTest, OffersAGroupASetting) {
  const CensusDataSet data = load();
  EXPECT_EQ(data.settings(), (std::vector<Setting>{{{"group", 1}}, {{"group", 2}}}));
  EXPECT_EQ(data.problem(0).dense_inputs, 7);
  EXPECT_EQ(data.problem(0).sparse_inputs, 32);  // 31 columns, race with two categories
  ASSERT_EQ(data.problem(0).task_count(), 2);
  EXPECT_EQ(data.problem(0).tasks[0].name, "income");
  EXPECT_EQ(data.problem(1).tasks[0].name, "education_college");
  EXPECT_EQ(data.problem(1).tasks[1].name, "never_married");
  EXPECT_EQ(data.problem(1).tasks[1].kind, TaskKind::kBinary);
  EXPECT_EQ(load({.group = {2}}).settings(), (std::vector<Setting>{{{"group", 2}}}));
}

TEST_F(CensusTest, ABatchHasInputsAndLabelsOfItsRows) {
  const CensusDataSet data = load();
  const auto draw = data.open({.setting = 1, .batch = kTrainRows});
  Batch<float> batch;
  draw->training_batch(0, batch);
  ASSERT_EQ(batch.dense.rows(), 7);
  ASSERT_EQ(batch.size(), kTrainRows);
  ASSERT_EQ(batch.sparse.size(), kTrainRows);
  const double mean = (kTrainRows - 1) / 2.0;
  const double sd = std::sqrt((kTrainRows * kTrainRows - 1) / 12.0);
  for (Index b = 0; b < kTrainRows; ++b) {
    const long row = std::lround(batch.dense(0, b) * sd + mean);  // see census_text
    EXPECT_EQ(batch.labels(0, b), row % 4 == 0 ? 0 : 1);
    EXPECT_EQ(batch.labels(1, b), row % 3 == 0 ? 1 : 0);
    ASSERT_EQ(batch.sparse[b].size(), 31u);
    // Before race come 6 columns of one category: class, two recodes, enrolment, two codes.
    EXPECT_EQ(batch.sparse[b][6], row % 5 == 0 ? 7 : 6);
  }
}

TEST_F(CensusTest, ValidationAndTestShareNoRowAndCoverTheTestFile) {
  const CensusDataSet data = load();
  const auto draw = data.open({});
  EXPECT_EQ(draw->validation().size(), kTestRows / 2);
  EXPECT_EQ(draw->test().size(), kTestRows - kTestRows / 2);
  std::multiset<float> both = ages(draw->validation());
  both.merge(ages(draw->test()));
  EXPECT_TRUE(all_differ(both));
}

TEST_F(CensusTest, TheSplitIsBySeedAndTheSameForEveryRunAndGroup) {
  const CensusDataSet data = load();
  const auto draw = data.open({.seed = 1});
  EXPECT_EQ(ages(draw->test()), ages(data.open({.setting = 1, .seed = 1, .run = 5})->test()));
  EXPECT_NE(ages(draw->test()), ages(data.open({.seed = 2})->test()));
}

TEST_F(CensusTest, ASplitByRunIsBySeedAndRunAndThatOfRun0IsTheFixedOne) {
  const CensusDataSet data = load({.split = "by-run"});
  const auto draw = data.open({.seed = 1});
  EXPECT_EQ(ages(draw->test()), ages(load().open({.seed = 1})->test()));
  EXPECT_EQ(ages(draw->test()), ages(data.open({.setting = 1, .seed = 1})->test()));
  const auto other = data.open({.seed = 1, .run = 5});
  EXPECT_NE(ages(draw->test()), ages(other->test()));
  EXPECT_NE(ages(other->test()), ages(data.open({.seed = 2, .run = 5})->test()));
  std::multiset<float> both = ages(other->validation());
  both.merge(ages(other->test()));
  EXPECT_TRUE(all_differ(both));
}

TEST_F(CensusTest, ARowOfTheTestFileIsInTheSameBlockInEveryRun) {
  const CensusDataSet data = load({.split = "by-run"});
  std::map<float, int> known;
  for (std::uint32_t run = 0; run < 12; ++run) {
    const auto draw = data.open({.run = run});
    const auto blocks = draw->test_blocks();
    ASSERT_EQ(blocks.size(), static_cast<std::size_t>(draw->test().size()));
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      const float age = draw->test().dense(0, static_cast<Index>(b));
      EXPECT_EQ(known.try_emplace(age, blocks[b]).first->second, blocks[b]);
    }
  }
  EXPECT_EQ(known.size(), static_cast<std::size_t>(kTestRows));  // all were tested on in some run
  EXPECT_TRUE(load().open({})->test_blocks().empty());
}

TEST_F(CensusTest, OnlyASplitByRunIsNamedInTheIdentity) {
  EXPECT_FALSE(load().identity(0).contains("split"));  // as of trials stored before there were two
  EXPECT_EQ(load({.split = "by-run"}).identity(0)["split"], "by-run");
}

TEST_F(CensusTest, AnEpochHasEveryRowOnce) {
  const CensusDataSet data = load();
  const auto draw = data.open({.batch = 20});
  EXPECT_TRUE(all_differ(ages(*draw, 0, 3)));
  EXPECT_TRUE(all_differ(ages(*draw, 3, 3)));
  EXPECT_EQ(ages(*draw, 0, 3), ages(*draw, 3, 3));
  EXPECT_NE(ages(*draw, 0, 1), ages(*draw, 3, 1));
}

TEST_F(CensusTest, ABatchMaySpanEpochs) {
  const CensusDataSet data = load();
  const auto draw = data.open({.batch = 25});
  const std::multiset<float> five_epochs = ages(*draw, 0, 12);
  for (const float age : five_epochs) EXPECT_EQ(five_epochs.count(age), 5u);
  const auto large = data.open({.batch = 3 * kTrainRows});
  const std::multiset<float> three_epochs = ages(*large, 0, 1);
  for (const float age : three_epochs) EXPECT_EQ(three_epochs.count(age), 3u);
}

TEST_F(CensusTest, ABatchIsAFunctionOfSeedRunAndStep) {
  const CensusDataSet data = load();
  Batch<float> first;
  Batch<float> again;
  const auto draw = data.open({.seed = 3, .run = 2, .batch = 16});
  draw->training_batch(9, first);
  draw->training_batch(1, again);
  draw->training_batch(9, again);
  EXPECT_EQ(first.dense, again.dense);
  EXPECT_EQ(first.sparse, again.sparse);
  EXPECT_EQ(first.labels, again.labels);
  data.open({.seed = 3, .run = 3, .batch = 16})->training_batch(9, again);
  EXPECT_NE(first.dense, again.dense);
  data.open({.seed = 4, .run = 2, .batch = 16})->training_batch(9, again);
  EXPECT_NE(first.dense, again.dense);
}

TEST_F(CensusTest, ABatchKeepsItsMemory) {
  const CensusDataSet data = load();
  const auto draw = data.open({.batch = 16});
  Batch<float> batch;
  draw->training_batch(0, batch);
  const auto* dense = batch.dense.data();
  const auto* sparse = batch.sparse.items.data();
  const auto* offsets = batch.sparse.offsets.data();
  const auto* labels = batch.labels.data();
  for (int step = 1; step < 20; ++step) draw->training_batch(step, batch);
  EXPECT_EQ(batch.dense.data(), dense);
  EXPECT_EQ(batch.sparse.items.data(), sparse);
  EXPECT_EQ(batch.sparse.offsets.data(), offsets);
  EXPECT_EQ(batch.labels.data(), labels);
}

TEST_F(CensusTest, AnUnseenCategoryShortensItsExampleOnly) {
  folder_.write("census-income.test",
                census_text(4, 1000) + census_line({{"age", "2000"}, {"race", "Z"}}));
  const CensusDataSet data = load();
  const auto draw = data.open({});
  int shorter = 0;
  for (const Batch<float>* batch : {&draw->validation(), &draw->test()}) {
    for (Index b = 0; b < batch->size(); ++b) {
      const std::size_t set = batch->sparse[b].size();
      EXPECT_TRUE(set == 31 || set == 30);
      shorter += set == 30;
    }
    EXPECT_EQ(batch->sparse.items.size(), static_cast<std::size_t>(batch->sparse.offsets.back()));
  }
  EXPECT_EQ(shorter, 1);
}

TEST_F(CensusTest, ASampleIsDrawnBySeed) {
  const CensusDataSet data = load({.sample_rows = 10});
  const auto draw = data.open({.seed = 1, .batch = 10});
  const std::multiset<float> sample = ages(*draw, 0, 1);
  EXPECT_TRUE(all_differ(sample));
  EXPECT_EQ(ages(*draw, 7, 1), sample);
  EXPECT_EQ(ages(*data.open({.seed = 1, .run = 4, .batch = 10}), 0, 1), sample);
  EXPECT_NE(ages(*data.open({.seed = 2, .batch = 10}), 0, 1), sample);
}

TEST_F(CensusTest, DescribesFilesInputsAndLabels) {
  const auto description = load({.group = {2}}).describe();
  EXPECT_EQ(description["files"][0]["rows"], kTrainRows);
  EXPECT_EQ(description["files"][1]["file"], "census-income.test");
  EXPECT_EQ(description["files"][1]["known"], false);
  EXPECT_EQ(description["inputs"]["dense"], 7);
  EXPECT_EQ(description["inputs"]["sparse"], 32);
  EXPECT_EQ(description["inputs"]["columns"].size(), 38u);
  EXPECT_EQ(description["labels"][1]["task"], "education_college");
  EXPECT_DOUBLE_EQ(description["labels"][1]["train_rate"], 0.75);
  ASSERT_EQ(description["groups"].size(), 1u);
  EXPECT_EQ(description["groups"][0]["paper_abs_pearson"], 0.2373);
  // Rows 0..59: remainders by 3 and by 4 are independent.
  EXPECT_NEAR(description["groups"][0]["pearson"]["train"], 0, 1e-12);
}

TEST_F(CensusTest, RejectsOptionsOutOfRange) {
  const auto error = [&](const CensusOptions& options) {
    return input_error([&] { load(options); });
  };
  EXPECT_THAT(error({.group = {3}}), HasSubstr("data.group: found 3; expected 1 to 2"));
  EXPECT_THAT(error({.group = {}}), HasSubstr("data.group: found 0 values"));
  EXPECT_THAT(error({.group = {1, 1}}), HasSubstr("data.group: 1 is listed twice"));
  EXPECT_THAT(error({.sample_rows = 61}), HasSubstr("data.sample_rows: found 61; expected at most "
                                                    "60"));
  EXPECT_THAT(error({.college = "school"}), HasSubstr("data.college: unknown value 'school'"));
}

/// Folder of the real files, or empty.
std::string real_data() {
  if (const char* variable = std::getenv("MMOE_DATA_DIR")) return variable;
  const std::string shared = (testing::source_dir() / "../shared/datasets").string();
  return std::filesystem::exists(shared + "/census-income") ? shared : "";
}

TEST(CensusRealFiles, HaveTheCountsAndCorrelationsOfThePaper) {
  if (real_data().empty()) {
    GTEST_SKIP() << "NOT CHECKED: the real Census-income files; set MMOE_DATA_DIR to their folder";
  }
  const CensusDataSet data({}, {.data = real_data()});
  const auto description = data.describe();
  for (const int file : {0, 1}) {
    const KnownFile& known = file == 0 ? kCensusTrain : kCensusTest;
    EXPECT_EQ(description["files"][file]["known"], true);
    EXPECT_EQ(description["files"][file]["rows"], known.rows);
    EXPECT_EQ(description["files"][file]["bytes"], known.bytes);
  }
  EXPECT_EQ(data.problem(0).dense_inputs, 7);
  EXPECT_EQ(data.problem(0).sparse_inputs, 479);
  const auto draw = data.open({});
  EXPECT_EQ(draw->validation().size(), 49'881);
  EXPECT_EQ(draw->test().size(), 49'881);
  EXPECT_DOUBLE_EQ(description["labels"][0]["train_rate"], 12'382 / 199'523.0);
  EXPECT_DOUBLE_EQ(description["labels"][0]["test_rate"], 6'186 / 99'762.0);
  const auto& groups = description["groups"];
  EXPECT_NEAR(groups[0]["pearson"]["train"], -0.1782, 5e-5);
  EXPECT_NEAR(groups[0]["pearson"]["test"], -0.1787, 5e-5);
  EXPECT_NEAR(groups[1]["pearson"]["train"], -0.2400, 5e-5);
  EXPECT_NEAR(groups[1]["pearson"]["test"], -0.2376, 5e-5);
}

}  // namespace
}  // namespace mmoe
