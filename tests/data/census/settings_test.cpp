// SPDX-License-Identifier: Apache-2.0
#include "data/census/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "data/census/census.h"
#include "data/census/census_fixture.h"

namespace mmoe {
namespace {

using ::testing::HasSubstr;

/// Made-up files in which the labels of the paper and age_40 take both values.
class CensusSettingsTest : public ::testing::Test {
 protected:
  CensusSettingsTest() {
    folder_.write("census-income.data", census_text(60));
    folder_.write("census-income.test", census_text(60));
  }
  CensusDataSet load(const CensusOptions& options) const {
    return CensusDataSet(options, {.data = folder_.path()});
  }
  std::string error(const CensusOptions& options) const {
    return input_error([&] { load(options); });
  }

  TestFolder folder_;
};

TEST_F(CensusSettingsTest, EveryPairOfTheLabelsIsASettingWithItsCorrelation) {
  const CensusDataSet data = load({.labels = {"income", "age_40", "never_married"}});
  const auto settings = data.settings();
  ASSERT_EQ(settings.size(), 3u);
  EXPECT_EQ(settings[0]["pair"], "income+age_40");
  EXPECT_EQ(settings[1]["pair"], "income+never_married");
  EXPECT_EQ(settings[2]["pair"], "age_40+never_married");
  EXPECT_EQ(data.problem(2).tasks[0].name, "age_40");
  EXPECT_EQ(data.problem(2).tasks[1].name, "never_married");
  // Of 60 people 20 are 40 or older, 20 never married, and 6 both (42, 45, .. 57):
  // r = (6 * 60 - 20 * 20) / (20 * 40) = -0.05.
  EXPECT_EQ(settings[2]["pearson"], -0.05);
}

TEST_F(CensusSettingsTest, APairLacksItsLabelsColumnsAndThoseThatGiveThemAway) {
  const CensusDataSet data = load({.labels = {"income", "age_40", "never_married"}});
  // Income: no column of the inputs. Age: a number. Never married: four columns of one category.
  EXPECT_EQ(data.problem(0).dense_inputs, 6);
  EXPECT_EQ(data.problem(0).sparse_inputs,
            33 + 5);  // marital stat and race have 2 categories, education 4
  EXPECT_EQ(data.problem(1).dense_inputs, 7);
  EXPECT_EQ(data.problem(1).sparse_inputs, 38 - 5);
  const auto draw = data.open({.setting = 2, .batch = 60});
  Batch<float> batch;
  draw->training_batch(0, batch);
  ASSERT_EQ(batch.dense.rows(), 6);
  ASSERT_EQ(batch.sparse.items.size(), 60u * 29);
  // Indices are dense: every input of a column is met where all its categories are.
  const std::set<int> met(batch.sparse.items.begin(), batch.sparse.items.end());
  EXPECT_EQ(met.size(), 33u);
  EXPECT_EQ(*met.begin(), 0);
  EXPECT_EQ(*met.rbegin(), 32);
}

TEST_F(CensusSettingsTest, ASettingsIdentityIsItsOwnWhateverElseIsAskedFor) {
  const CensusDataSet two = load({.labels = {"income", "age_40"}});
  const CensusDataSet three = load({.labels = {"income", "age_40", "never_married"}});
  EXPECT_EQ(two.identity(0), three.identity(0));
  EXPECT_NE(three.identity(0), three.identity(1));
  // Alone, no setting reads the columns of marriage, so that they leave the encoding of the others.
  EXPECT_EQ(load({.labels = {"income", "never_married"}}).identity(0), three.identity(1));
  const CensusDataSet groups = load({});
  EXPECT_EQ(groups.identity(1), load({.group = {2}}).identity(0));
  const CensusDataSet bachelors = load({.college = "bachelor"});
  EXPECT_EQ(groups.identity(0), bachelors.identity(0));  // group 1 has no label of education
  EXPECT_NE(groups.identity(1), bachelors.identity(1));
}

TEST_F(CensusSettingsTest, ASettingsIdentityChangesWithItsInputsAndLabels) {
  const auto identity = [&](const std::string& last_row) {
    folder_.write("census-income.data", census_text(60) + last_row);
    return load({}).identity(0);
  };
  const auto plain = identity(census_line());
  EXPECT_EQ(plain, identity(census_line({{"marital stat", "Divorced"}})));  // no input of either
  EXPECT_NE(plain, identity(census_line({{"age", "2"}})));
  EXPECT_NE(plain, identity(census_line({{"race", "B"}})));
  EXPECT_NE(plain, identity(census_line({{"sex", "B"}})));
  EXPECT_NE(plain, identity(census_line({{"marital stat", "Never married"}})));
  EXPECT_NE(plain, identity(census_line({{"income", std::string(kIncomeHigh)}})));
  EXPECT_NE(plain, identity(census_line() + census_line()));
}

TEST_F(CensusSettingsTest, DropLeaksRemovesThreeColumns) {
  EXPECT_EQ(load({}).problem(0).sparse_inputs, 32);
  const CensusDataSet data = load({.drop_leaks = true});
  EXPECT_EQ(data.problem(0).sparse_inputs, 29);
  EXPECT_EQ(data.problem(1).sparse_inputs, 29);
  EXPECT_EQ(data.settings(), load({}).settings());
  EXPECT_NE(data.identity(0), load({}).identity(0));
}

TEST_F(CensusSettingsTest, AListOfProtocolsIsASweep) {
  const std::string year =
      census_line({{"year", "94"},
                   {"veterans benefits", "2"},
                   {"own business or self employed", "0"},
                   {"marital stat", "Never married"},
                   {"income", std::string(kIncomeHigh)},
                   {"education", "Bachelors degree(BA AB BS)"}}) +
      census_line(
          {{"year", "95"}, {"veterans benefits", "2"}, {"own business or self employed", "0"}});
  folder_.write("census-income.data", year);
  folder_.write("census-income.test", year);
  const CensusDataSet data = load({.group = {1}, .protocol = {"paper", "keras-mmoe"}});
  ASSERT_EQ(data.settings().size(), 2u);
  EXPECT_EQ(data.settings()[0], (Setting{{"protocol", "paper"}, {"group", 1}}));
  EXPECT_EQ(data.settings()[1], (Setting{{"protocol", "keras-mmoe"}, {"group", 1}}));
  // The weight and three columns of numbers more; education kept.
  EXPECT_EQ(data.problem(0).dense_inputs, 7);
  EXPECT_EQ(data.problem(1).dense_inputs, 11);
  EXPECT_EQ(data.problem(1).sparse_inputs, 30);  // 29 columns, education with two categories
  Batch<float> batch;
  const auto inputs = data.describe()["inputs"];
  EXPECT_EQ(inputs["paper"]["dense"], 7);
  EXPECT_EQ(inputs["keras-mmoe"]["dense"], 11);
  data.open({.setting = 1, .batch = 2})->training_batch(0, batch);
  EXPECT_EQ(std::minmax(batch.dense(10, 0), batch.dense(10, 1)), std::minmax(94.F, 95.F));
}

TEST_F(CensusSettingsTest, RechubHasAllColumnsButWeightAndLabels) {
  const CensusDataSet data = load({.group = {1}, .protocol = {"rechub"}});
  EXPECT_EQ(data.problem(0).tasks[0].name, "income");
  EXPECT_EQ(data.problem(0).tasks[1].name, "never_married");
  std::set<std::string> columns;
  const auto description = data.describe();
  for (const auto& column : description["inputs"]["columns"]) columns.insert(column["column"]);
  EXPECT_EQ(columns.size(), kCensusColumns.size() - 3);
  for (const char* name : {"income", "marital stat", "instance weight"}) {
    EXPECT_EQ(columns.count(name), 0u) << name;
  }
  EXPECT_EQ(description["groups"][0]["no_inputs"], nlohmann::ordered_json({"marital stat"}));
  EXPECT_EQ(description["groups"][0]["embedding_width"], 4);
}

TEST_F(CensusSettingsTest, RechubEmbedsEveryCategoryByFour) {
  const CensusDataSet data = load({.group = {1}, .protocol = {"paper", "rechub"}});
  EXPECT_EQ(data.problem(0).embedded.width, 0);
  EXPECT_EQ(data.problem(0).inputs(), 7 + 32);
  const Problem problem = data.problem(1);
  EXPECT_EQ(problem.inputs(), 7 + 32 * 4);
  EXPECT_EQ(problem.embedded.width, 4);
  // After class and two recodes comes education with 4 categories; race has 2.
  const auto& sizes = problem.embedded.vocabularies;
  EXPECT_EQ(sizes.size(), 32u);
  EXPECT_EQ(sizes[3], 4);
  EXPECT_EQ(std::accumulate(sizes.begin(), sizes.end(), Index{0}), problem.sparse_inputs);
  EXPECT_EQ(problem.sparse_inputs, 30 + 4 + 2);
  EXPECT_NE(data.identity(0), data.identity(1));
}

TEST_F(CensusSettingsTest, RechubScalesNumbersToTheTrainingFilesRange) {
  folder_.write("census-income.test", census_text(60, 59));  // ages 59 .. 118
  const CensusDataSet data = load({.group = {1}, .protocol = {"rechub"}});
  const auto draw = data.open({.batch = 60});
  Batch<float> batch;
  draw->training_batch(0, batch);
  EXPECT_EQ(batch.dense.row(0).minCoeff(), 0);
  EXPECT_EQ(batch.dense.row(0).maxCoeff(), 1);
  EXPECT_EQ(
      std::max(draw->validation().dense.row(0).maxCoeff(), draw->test().dense.row(0).maxCoeff()),
      2);
}

TEST_F(CensusSettingsTest, ACategoryThatTrainingLacksIsEmbeddedByNothing) {
  folder_.write("census-income.test",
                census_text(60) + census_line({{"race", "Z"}, {"education", "Children"}}));
  const CensusDataSet data = load({.group = {1}, .protocol = {"rechub"}});
  const auto draw = data.open({.batch = 60});
  int without_race = 0;
  for (const Batch<float>* batch : {&draw->validation(), &draw->test()}) {
    for (Index b = 0; b < batch->size(); ++b) {
      const auto set = batch->sparse[b].size();
      EXPECT_GE(set, 31u);
      without_race += set == 31;
    }
  }
  EXPECT_EQ(without_race, 1);
}

TEST_F(CensusSettingsTest, RejectsOptionsThatDoNotGoTogether) {
  EXPECT_THAT(error({.labels = {"income"}}), HasSubstr("data.labels: found 1 label"));
  EXPECT_THAT(error({.labels = {"income", "rich"}}),
              HasSubstr("data.labels: unknown value 'rich'"));
  EXPECT_THAT(error({.labels = {"income", "income"}}),
              HasSubstr("data.labels: income is listed twice"));
  EXPECT_THAT(error({.group = {1}, .labels = {"income", "age_40"}}),
              HasSubstr("expected groups or pairs of labels"));
  EXPECT_THAT(error({.labels = {"income", "age_40"}, .drop_leaks = true}),
              HasSubstr("data.drop_leaks: found together with data.labels"));
  EXPECT_THAT(error({.protocol = {"keras-mmoe"}}), HasSubstr("add `group` 1"));
  EXPECT_THAT(error({.group = {1}, .protocol = {"recsys"}}),
              HasSubstr("expected one of paper, keras-mmoe, rechub"));
  EXPECT_THAT(error({.protocol = {}}), HasSubstr("data.protocol: found 0 values"));
}

TEST(CensusSettings, EveryLabelsOwnColumnLeavesItsPairs) {
  const auto labels = census_labels("associate");
  CensusOptions options;
  options.labels = census_label_names();
  const auto settings = census_settings(options, labels);
  EXPECT_EQ(settings.size(), labels.size() * (labels.size() - 1) / 2);
  for (const CensusSetting& setting : settings) {
    for (const std::size_t label : {setting.main, setting.auxiliary}) {
      EXPECT_EQ(std::count(setting.removed.begin(), setting.removed.end(), labels[label].column), 1)
          << setting.name;
    }
  }
}

}  // namespace
}  // namespace mmoe
