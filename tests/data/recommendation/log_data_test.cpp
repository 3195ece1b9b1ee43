// SPDX-License-Identifier: Apache-2.0
#include "data/recommendation/log_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "data/recommendation/log.h"

namespace mmoe {
namespace {

LogDataOptions small_data() {
  LogDataOptions options;
  options.log.users = options.log.items = 500;
  options.log.authors = 50;
  options.relatedness = {0.2, 0.9};
  options.validation_rows = 300;
  options.test_rows = 2000;
  options.embedding_width = 4;
  return options;
}

TEST(LogDataSet, HasIdsInTablesAndNumbersBeside) {
  const LogDataSet data(small_data(), 3);
  const Problem problem = data.problem(0);
  EXPECT_EQ(problem.dense_inputs, 8);
  EXPECT_EQ(problem.embedded.vocabularies.size(), 9U);
  EXPECT_EQ(problem.embedded.table(1), problem.embedded.table(2));  // item and previous item
  EXPECT_EQ(problem.embedded.table_count(), 7);
  EXPECT_EQ(problem.sparse_inputs, 500 + 500 + 500 + 50 + 64 + 64 + 64 + 4 + 24);
  EXPECT_EQ(problem.tasks[0].name, "engagement");
  EXPECT_EQ(data.settings(),
            (std::vector<Setting>{{{"relatedness", 0.2}}, {{"relatedness", 0.9}}}));
}

TEST(LogDataSet, HasTheWidthsOfItsFields) {
  LogDataOptions options = small_data();
  const auto alike = LogDataSet(options, 3).identity(0);
  options.embedding_widths = {8, 6, 6, 4, 3, 3, 2, 1, 1};
  const LogDataSet data(options, 3);
  EXPECT_EQ(data.problem(0).inputs(), 8 + 34);
  EXPECT_NE(data.identity(0), alike);
  EXPECT_NO_THROW(read_log_data_options({{"embedding_widths", options.embedding_widths}}, "data"));
  const auto refusal = [](const std::vector<std::int64_t>& widths) {
    try {
      read_log_data_options({{"embedding_widths", widths}}, "data");
    } catch (const FieldError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_THAT(refusal({8, 6}), ::testing::HasSubstr("found 2 numbers; expected one for each"));
  EXPECT_THAT(refusal({8, 6, 5, 4, 3, 3, 2, 1, 1}),
              ::testing::HasSubstr("found 6 for item and 5 for previous_item"));
}

TEST(LogDataSet, GivesTheRowsOfTheLog) {
  const LogDataSet data(small_data(), 3);
  const auto draw = data.open({.setting = 1, .seed = 3, .run = 2, .batch = 16});
  RecommendationOptions options = small_data().log;
  options.relatedness = 0.9;
  const RecommendationLog log(options, 3, 2, "data");
  std::vector<RecommendationRow> rows(16);
  log.draw(2000 + 300 + 5 * 16, rows);  // test rows, validation rows, five batches
  Batch<float> batch;
  draw->training_batch(5, batch);
  for (Index b = 0; b < 16; ++b) {
    const RecommendationRow& row = rows[static_cast<std::size_t>(b)];
    EXPECT_EQ(batch.labels(0, b), row.engaged ? 1.0F : 0.0F);
    EXPECT_EQ(batch.labels(1, b), row.satisfied ? 1.0F : 0.0F);
    EXPECT_EQ(batch.dense(3, b), row.dense[3]);
    EXPECT_EQ(batch.sparse[b][0], row.user);
    EXPECT_EQ(batch.sparse[b][2], 500 + 500 + row.previous_item);
    EXPECT_EQ(batch.sparse[b][8], 500 + 500 + 500 + 50 + 64 + 64 + 64 + 4 + row.hour);
  }
  EXPECT_EQ(draw->test().size(), 2000);
  EXPECT_EQ(draw->validation().size(), 300);
}

TEST(LogDataSet, KnowsUsersAndTrueProbabilitiesOfTestRows) {
  const LogDataSet data(small_data(), 3);
  const auto draw = data.open({.setting = 1, .seed = 3, .run = 2, .batch = 16});
  const ExampleFacts& facts = draw->test_facts();
  ASSERT_EQ(facts.groups.size(), 2000U);
  ASSERT_EQ(facts.probabilities.size(), 2U);
  RecommendationOptions options = small_data().log;
  options.relatedness = 0.9;
  const RecommendationLog log(options, 3, 2, "data");
  std::vector<RecommendationRow> rows(2000);
  log.draw(0, rows);
  for (const std::size_t i : {0U, 255U, 256U, 1999U}) {
    EXPECT_EQ(facts.groups[i], rows[i].user);
    const auto [engaged, satisfied] = log.truth(rows[i]);
    EXPECT_EQ(facts.probabilities[0][i], static_cast<float>(engaged));
    EXPECT_EQ(facts.probabilities[1][i], static_cast<float>(satisfied));
  }
}

TEST(LogDataSet, SaysWhatNoModelCanExceed) {
  const auto about = LogDataSet(small_data(), 3).describe();
  const auto& engagement = about["points"][1]["tasks"][0];
  EXPECT_NEAR(engagement["best_possible"]["auc"], 0.70, 1e-9);
  EXPECT_NEAR(engagement["best_on_test_rows"]["auc"], 0.70, 0.04);  // 2,000 rows
  EXPECT_NEAR(engagement["best_on_test_rows"]["rate"], 0.28, 0.04);
}

TEST(LogDataSet, RefusesALawThatCannotBe) {
  LogDataOptions options = small_data();
  options.log.satisfaction_rate = 0.9;  // more than are engaged
  EXPECT_THROW(LogDataSet(options, 3), FieldError);
}

}  // namespace
}  // namespace mmoe
