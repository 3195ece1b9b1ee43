// SPDX-License-Identifier: Apache-2.0
// What was saved gives the outputs of the trial that trained it, bit for bit.
#include "results/model_file/row_predictor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "base/error.h"
#include "data/census/census.h"
#include "data/recommendation/log_data.h"
#include "data/synthetic/synthetic.h"
#include "data/table/table_fixture.h"
#include "math/permutation.h"
#include "model_test_name.h"
#include "results/model_file/kept_model.h"
#include "results/model_file/kept_rows.h"
#include "results/model_file/row_metrics.h"

namespace mmoe::testing {
namespace {

using ::testing::HasSubstr;

/// A data set, its test rows in the trial's order, and the same in a file.
class RowPredictorTest : public ::testing::TestWithParam<std::string> {
 protected:
  TableDataSet table(int embedding_width = 0) const {
    folder_.write("a.csv", kept_table(0, 200));
    folder_.write("v.csv", kept_table(200, 40));
    folder_.write("t.csv", kept_table(240, 70));
    return {folder_.write("t.json", kept_recipe(embedding_width)), 1};
  }
  const ModelEntry& entry() const { return find_model(GetParam(), "model"); }
  std::string rows(const std::string& name = "t.csv") const { return folder_.path(name); }

  /// Saves, loads, and predicts the rows of a file alone, in few and together.
  void expect_same(const KeptModel& kept, const std::vector<std::vector<float>>& expected,
                   const std::string& path) const {
    const SavedModel loaded = parse_model_file(model_file_bytes(kept.model), "m");
    ASSERT_EQ(loaded.theta, kept.model.theta);
    for (const std::size_t block : {1, 7, 4096}) {
      EXPECT_EQ(outputs_of(loaded, path, block), expected) << block;
    }
  }

  TestFolder folder_;
};

TEST_P(RowPredictorTest, GivesTheTrialsOutputsOfATable) {
  for (const int embedding_width : {0, 3}) {
    const KeptModel kept = train_kept(entry(), table(embedding_width));
    ASSERT_EQ(kept.training.outputs[0].size(), 70U);
    expect_same(kept, kept.training.outputs, rows());
  }
}

TEST_P(RowPredictorTest, GivesTheTrialsOutputsOfSyntheticRows) {
  SyntheticOptions options;
  options.dimension = 11;
  options.cosine = {0.5};
  options.validation_rows = options.test_rows = 60;
  const SyntheticDataSet data(options, 1);
  const KeptModel kept = train_kept(entry(), data);
  const Batch<float> test = data.open({.seed = 1, .batch = 16})->test();
  expect_same(kept, kept.training.outputs, folder_.write("s.csv", synthetic_csv(test)));
}

TEST_P(RowPredictorTest, GivesTheTrialsOutputsOfALog) {
  LogDataOptions options;
  options.log.users = options.log.items = 50;
  options.log.authors = 9;
  options.validation_rows = options.test_rows = 60;
  options.embedding_width = 3;
  const LogDataSet data(options, 1);
  const KeptModel kept = train_kept(entry(), data);
  // The test rows are the log's first.
  expect_same(kept, kept.training.outputs, folder_.write("l.csv", log_csv(options, 60)));
}

TEST_P(RowPredictorTest, GivesTheTrialsOutputsOfCensusRows) {
  constexpr std::uint64_t kRows = 90;
  folder_.write("census-income.data", census_text(120));
  const std::string test = census_text(kRows, 20);
  folder_.write("census-income.test", test);
  const Permutation order(Stream{1, Purpose::kSplit}, 0, kRows);
  std::vector<std::uint64_t> rows;
  for (std::uint64_t row = kRows / 2; row < kRows; ++row) rows.push_back(order(row));
  const std::string path = folder_.write("c.csv", census_csv(test, rows));
  CensusOptions options;
  options.group = {1};
  options.log1p_money = true;
  for (const std::int64_t bins : {0, 5}) {
    options.number_bins = bins;
    options.protocol = {"paper"};
    if (bins == 0) options.protocol.emplace_back("rechub");
    const CensusDataSet data(options, {.data = folder_.path(), .cache = {}});
    for (std::size_t setting = 0; setting < data.settings().size(); ++setting) {
      const KeptModel kept = train_kept(entry(), data, setting);
      expect_same(kept, kept.training.outputs, path);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(AllModels, RowPredictorTest, ::testing::ValuesIn(model_names()),
                         model_test_name);

/// Tables whose models are Single-Task's and MMoE's.
class OneModel : public ::testing::Test {
 protected:
  TableDataSet open() const {
    folder_.write("a.csv", kept_table(0, 200));
    folder_.write("v.csv", kept_table(200, 40));
    folder_.write("t.csv", kept_table(240, 70));
    return {folder_.write("t.json", kept_recipe(0)), 1};
  }
  static RawTable read(const std::string& path, const RowForm& form) {
    return read_table({.paths = {path}, .missing = form.inputs.missing},
                      [&](const std::string& column) { return form.use(column, true); });
  }
  TestFolder folder_;
};

TEST_F(OneModel, SingleTaskKeepsEachTasksOwnStep) {
  const KeptModel kept = train_kept(find_model("single-task", "model"), open(), 0, 300);
  ASSERT_NE(kept.training.selected_step[0], kept.training.selected_step[1]);
  EXPECT_NE(kept.training.selected, kept.training.theta);
  EXPECT_EQ(outputs_of(kept.model, folder_.path("t.csv"), 4096), kept.training.outputs);
}

TEST_F(OneModel, CountsWhatTrainingLacked) {
  const KeptModel kept = train_kept(find_model("mmoe", "model"), open());
  RowPredictor predictor(kept.model);
  const std::string path = folder_.write("u.csv",
                                         "n,q,b,colour,tags,clicked,price\n"
                                         ",1,2,green,z,0,101\n3,,2,,y,1,102\n");
  const RawTable rows = read(path, kept.model.rows);
  const RowOutputs outputs = predictor.predict(rows);
  predictor.predict(rows);
  EXPECT_THAT(predictor.missing(), ::testing::ElementsAre(2, 2, 0, 2, 0));  // n q b colour tags
  EXPECT_THAT(predictor.unseen(), ::testing::ElementsAre(0, 0, 0, 2, 2));
  ASSERT_EQ(outputs.gates.size(), 2U);
  EXPECT_NEAR(outputs.gates[1].col(0).sum(), 1, 1e-6);
}

TEST_F(OneModel, HasTheTrialsMetrics) {
  const KeptModel kept = train_kept(find_model("mmoe", "model"), open());
  RowPredictor predictor(kept.model);
  const RawTable rows = read(folder_.path("t.csv"), kept.model.rows);
  RowMetrics metrics(kept.model);
  metrics.add(rows, predictor.predict(rows));
  std::vector<std::string> found, expected;
  for (const MetricValue& m : metrics.values()) {
    found.push_back(fmt::format("{} {} {}", m.task, m.metric, m.value.value()));
  }
  for (const SplitMetric& of : kept.training.metrics) {
    if (of.split != "test") continue;
    const MetricValue& m = of.metric;
    expected.push_back(fmt::format("{} {} {}", m.task, m.metric, m.value.value()));
  }
  EXPECT_EQ(found, expected);
}

TEST_F(OneModel, NamesMissingColumns) {
  const RowForm form = row_form_of(open(), 0);
  const auto refusal = [&](const std::vector<std::string>& header, bool with_labels) {
    return input_error([&] { check_has_columns(header, form, with_labels, "r.csv"); });
  };
  EXPECT_EQ(refusal({"tags", "colour", "b", "q", "n"}, false), "(no InputError)");
  EXPECT_THAT(refusal({"tags", "colour", "b", "q", "n"}, true),
              HasSubstr("r.csv: there is no column 'clicked', nor 1 other"));
  EXPECT_THAT(refusal({"Colour", "b", "q", "n", "tags"}, false),
              HasSubstr("no column 'colour'; expected every column that the model reads; did you"));
}

}  // namespace
}  // namespace mmoe::testing
