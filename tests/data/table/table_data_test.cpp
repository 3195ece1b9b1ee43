// SPDX-License-Identifier: Apache-2.0
#include "data/table/table_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "data/registry.h"
#include "data/table/table_fixture.h"

namespace mmoe {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(TableDataSet, MakesInputsAndTasksOfTheRecipe) {
  const TableFolder folder;
  const TableDataSet data = folder.open(small_recipe(R"(, "main": "bought")"));
  const Problem problem = data.problem(0);
  EXPECT_EQ(problem.dense_inputs, 1);
  EXPECT_EQ(problem.sparse_inputs, 3 + 2);
  ASSERT_EQ(problem.task_count(), 2);
  EXPECT_EQ(problem.tasks[0].name, "bought");
  EXPECT_EQ(problem.tasks[1].kind, TaskKind::kBinary);
  EXPECT_EQ(problem.embedded.width, 0);
  EXPECT_EQ(data.settings(), (std::vector<Setting>{{{"table", "t"}}}));
}

TEST(TableDataSet, AnEpochHasEveryTrainingRowOnce) {
  const TableFolder folder("x,y,part\n1,0,a\n2,1,a\n3,0,a\n4,1,b\n5,0,b\n6,1,c\n7,0,c\n");
  const TableDataSet data = folder.open(R"({"files": "t.csv",
      "columns": {"x": {"kind": "numeric", "transform": "none"}},
      "tasks": [{"column": "y", "kind": "binary"}],
      "split": {"by": "column", "column": "part", "validation_values": ["b"],
                "test_values": ["c"]}})");
  const auto draw = data.open({.setting = 0, .seed = 3, .run = 1, .batch = 2});
  std::vector<float> xs;
  Batch<float> batch;
  for (int step = 0; step < 3; ++step) {  // two epochs; the second batch spans both
    draw->training_batch(step, batch);
    for (Index b = 0; b < 2; ++b) {
      xs.push_back(batch.dense(0, b));
      EXPECT_EQ(batch.labels(0, b), batch.dense(0, b) == 2 ? 1.0F : 0.0F);
    }
  }
  EXPECT_THAT((std::vector<float>(xs.begin(), xs.begin() + 3)),
              ::testing::UnorderedElementsAre(1, 2, 3));
  EXPECT_THAT((std::vector<float>(xs.begin() + 3, xs.end())),
              ::testing::UnorderedElementsAre(1, 2, 3));
  EXPECT_EQ(draw->validation().dense(0, 1), 5);
  EXPECT_EQ(draw->test().dense(0, 0), 6);
  EXPECT_EQ(draw->test().size(), 2);
  Batch<float> again;
  draw->training_batch(2, again);
  EXPECT_EQ(again.dense, batch.dense);
}

TEST(TableDataSet, SetsTheInputsOfCategoriesAndValues) {
  const TableFolder folder(
      "c,v,y,part\nred,a|b,0,a\nblue,,1,a\nred, b | c ,0,b\npink,a,1,b\n,d,0,"
      "c\nblue,b,1,c\n");
  const TableDataSet data = folder.open(R"({"files": "t.csv",
      "columns": {"c": "categorical", "v": "multi-valued"},
      "tasks": [{"column": "y", "kind": "binary"}],
      "split": {"by": "column", "column": "part", "validation_values": ["b"],
                "test_values": ["c"]}})");
  EXPECT_EQ(data.problem(0).sparse_inputs, 4);  // blue, red; a, b
  EXPECT_EQ(data.problem(0).dense_inputs, 0);
  const auto draw = data.open({.setting = 0, .seed = 1, .run = 0, .batch = 2});
  const auto set = [](const Batch<float>& batch, Index b) {
    const auto inputs = batch.sparse[b];
    return std::vector<std::int32_t>(inputs.begin(), inputs.end());
  };
  EXPECT_THAT(set(draw->validation(), 0), ElementsAre(1, 3));  // c was not in training
  EXPECT_THAT(set(draw->validation(), 1), ElementsAre(2));     // nor was pink
  EXPECT_THAT(set(draw->test(), 0), ElementsAre());            // nor a missing colour
  EXPECT_THAT(set(draw->test(), 1), ElementsAre(0, 3));
  const auto columns = data.describe()["inputs"]["columns"];
  EXPECT_EQ(columns[0]["unseen_rows"], 1);
  EXPECT_EQ(columns[0]["missing_rows"], 1);
  EXPECT_EQ(columns[1]["unseen_rows"], 2);
}

TEST(TableDataSet, HashesCategoriesAlsoThoseThatTrainingLacks) {
  const TableFolder folder("c,y,part\nred,0,a\nblue,1,a\npink,0,b\npink,1,b\nred,1,c\n,0,c\n");
  const TableDataSet data = folder.open(R"({"files": "t.csv",
      "columns": {"c": {"kind": "categorical", "hash_size": 1000}},
      "tasks": [{"column": "y", "kind": "binary"}],
      "split": {"by": "column", "column": "part", "validation_values": ["b"],
                "test_values": ["c"]}})");
  EXPECT_EQ(data.problem(0).sparse_inputs, 1000);
  const auto draw = data.open({.setting = 0, .seed = 1, .run = 0, .batch = 2});
  const auto input = [&](const Batch<float>& batch, Index b) { return batch.sparse[b]; };
  // The first 13 digits of sha256sum's answer are b1f51a511f1da for "red", a67a41c8bc79d for
  // "pink".
  EXPECT_THAT(input(draw->test(), 0), ElementsAre(0xb1f51a511f1da % 1000));
  EXPECT_THAT(input(draw->validation(), 0), ElementsAre(0xa67a41c8bc79d % 1000));
  EXPECT_THAT(input(draw->test(), 1), ElementsAre());  // training has no missing one
  EXPECT_EQ(data.describe()["inputs"]["columns"][0]["unseen_rows"], 0);
}

TEST(TableDataSet, AMissingNumberIsTheMeanAndSaysSo) {
  const TableFolder folder("x,y,part\n1,0,a\nNA,1,a\n3,0,a\n,0,b\n2,1,b\n4,1,c\n2,0,c\n");
  const TableDataSet data = folder.open(R"({"files": "t.csv",
      "columns": {"x": "numeric"}, "tasks": [{"column": "y", "kind": "binary"}],
      "split": {"by": "column", "column": "part", "validation_values": ["b"],
                "test_values": ["c"]}})");
  EXPECT_EQ(data.problem(0).dense_inputs, 2);
  const auto draw = data.open({.setting = 0, .seed = 1, .run = 0, .batch = 2});
  EXPECT_THAT(draw->validation().dense.col(0), ElementsAre(0, 1));
  EXPECT_THAT(draw->test().dense.col(0), ElementsAre(2, 0));  // (4 - 2) / 1
}

TEST(TableDataSet, EmbedsWhereTheRecipeSaysSo) {
  const TableFolder folder;
  const Problem problem = folder.open(small_recipe(R"(, "embedding_width": 4)")).problem(0);
  EXPECT_EQ(problem.embedded.width, 4);
  EXPECT_THAT(problem.embedded.vocabularies, ElementsAre(3, 2));
  EXPECT_EQ(problem.inputs(), 1 + 2 * 4);
  EXPECT_TRUE(problem.embedded.widths.empty());
}

TEST(TableDataSet, AColumnsEmbeddingHasAWidthOfItsOwn) {
  const TableFolder folder;
  const auto open = [&](const std::string& width) {
    return folder.open(R"({"files": "t.csv", "embedding_width": 4, "columns": {"age": "numeric",
        "colour": {"kind": "categorical", "embedding_width": )" +
                       width + R"(},
        "tags": "multi-valued"}, "tasks": [{"column": "clicked", "kind": "binary"}]})");
  };
  const TableDataSet data = open("2");
  EXPECT_THAT(data.problem(0).embedded.widths, ElementsAre(2, 4));
  EXPECT_EQ(data.problem(0).inputs(), 1 + 2 + 4);
  EXPECT_NE(data.identity(0), open("3").identity(0));
  EXPECT_EQ(open("4").identity(0), open("0").identity(0));
}

TEST(TableDataSet, TheIdentityIsOfWhatRunsRead) {
  const TableFolder folder;
  const auto identity = [&](const std::string& recipe) { return folder.open(recipe).identity(0); };
  const auto usual = identity(small_recipe());
  EXPECT_EQ(identity(small_recipe()), usual);
  EXPECT_EQ(identity(small_recipe(R"(, "name": "other")")), usual);
  EXPECT_NE(identity(small_recipe(R"(, "main": "bought")")), usual);
  EXPECT_NE(identity(small_recipe(R"(, "embedding_width": 2)")), usual);
  EXPECT_NE(identity(small_recipe(R"(, "split": {"test": 0.3})")), usual);
  folder.write("t.csv", small_table(601));
  EXPECT_NE(identity(small_recipe()), usual);
}

TEST(TableDataSet, DescribesFilesPartsInputsAndLabels) {
  const TableFolder folder("x,w,y,z\n1,1,0,1.5\n2,3,1,2.5\n3,1,0,3.5\n4,1,1,4.5\n");
  folder.write("u.csv", "z,y,w,x\n1,1,1,1\n2,0,1,1\n3,1,1,1\n4,0,1,1\n");
  const auto about = folder
                         .open(R"({"files": {"train": "t.csv", "test": "u.csv"},
      "columns": {"x": "numeric", "w": "weight"},
      "tasks": [{"column": "y", "kind": "binary"}, {"column": "z", "kind": "regression"}],
      "split": {"by": "time", "column": "x", "from": "train", "validation": 0.4}})")
                         .describe();
  EXPECT_EQ(about["files"][0]["sha256"],
            sha256_hex("x,w,y,z\n1,1,0,1.5\n2,3,1,2.5\n3,1,0,3.5\n4,1,1,4.5\n"));
  EXPECT_EQ(about["files"][1]["rows"], 4);
  EXPECT_EQ(about["rows"], (nlohmann::ordered_json{{"train", 2}, {"validation", 2}, {"test", 4}}));
  EXPECT_EQ(about["labels"][0]["train_rate"], 0.5);
  EXPECT_EQ(about["labels"][0]["weighted_train_rate"], 0.75);
  EXPECT_EQ(about["labels"][1]["test_mean"], 2.5);
  EXPECT_DOUBLE_EQ(about["pairs"][0]["pearson"]["train"].get<double>(), 1);
}

constexpr const char* kWeightedRecipe = R"({"files": {"train": "t.csv", "test": "u.csv"},
    "columns": {"x": "numeric", "w": "weight"}, "tasks": [{"column": "y", "kind": "binary"}],
    "split": {"from": "test", "validation": 0.5}})";

TEST(TableDataSet, CountsARowByItsWeight) {
  const TableFolder folder("x,w,y\n1,1,0\n2,3,1\n3,0,0\n4,4,1\n");
  folder.write("u.csv", "x,w,y\n1,1,1\n2,5,0\n3,1,1\n4,5,0\n");
  const TableDataSet data = folder.open(kWeightedRecipe);
  Batch<float> batch;
  data.open({.batch = 4})->training_batch(0, batch);
  ASSERT_EQ(batch.weights.cols(), 4);
  for (Index b = 0; b < 4; ++b) {
    // x tells the row: 1 .. 4, standardised by mean 2.5 and sd sqrt(1.25); weights have mean 2.
    const long x = std::lround(batch.dense(0, b) * std::sqrt(1.25) + 2.5);
    const float weight = std::array{1, 3, 0, 4}.at(static_cast<std::size_t>(x - 1));
    EXPECT_EQ(batch.weights(0, b), weight / 2) << x;
  }
  const auto usual = data.identity(0);
  folder.write("t.csv", "x,w,y\n1,1,0\n2,3,1\n3,1,0\n4,4,1\n");
  EXPECT_NE(folder.open(kWeightedRecipe).identity(0), usual);
  Batch<float> alike;
  TableFolder().open(small_recipe()).open({.batch = 4})->training_batch(0, alike);
  EXPECT_EQ(alike.weights.cols(), 0);
}

TEST(TableDataSet, GroupsOneHotColumnsByTopic) {
  const TableFolder folder;
  const auto with_topics = [&](const char* colour, const char* tags) {
    return fmt::format(R"({{"files": "t.csv", "columns": {{"age": "numeric",
        "tags": {{"kind": "multi-valued"{}}}, "colour": {{"kind": "categorical"{}}}}},
        "tasks": [{{"column": "clicked", "kind": "binary"}}]}})",
                       tags, colour);
  };
  const TableDataSet none = folder.open(with_topics("", ""));
  EXPECT_TRUE(none.problem(0).sparse_groups.empty());
  // Inputs are in the order of the table: three colours, two tags. Topics have the recipe's order,
  // and columns without one come last.
  const TableDataSet both =
      folder.open(with_topics(R"(, "topic": "look")", R"(, "topic": "subject")"));
  EXPECT_EQ(both.problem(0).sparse_groups, (std::vector<std::int32_t>{1, 1, 1, 0, 0}));
  const TableDataSet one = folder.open(with_topics(R"(, "topic": "look")", ""));
  EXPECT_EQ(one.problem(0).sparse_groups, (std::vector<std::int32_t>{0, 0, 0, 1, 1}));
  EXPECT_NE(one.identity(0), none.identity(0));
}

TEST(TableDataSet, RefusesWeightsThatSayNothing) {
  const TableFolder folder("x,w,v,y\n1,0,1,0\n2,0,1,1\n3,0,1,0\n4,0,1,1\n");
  folder.write("u.csv", "x,w,v,y\n1,1,1,1\n2,5,1,0\n3,1,1,1\n4,5,1,0\n");
  EXPECT_THAT(folder.error_of(kWeightedRecipe), HasSubstr("columns.w: every row of the train part "
                                                          "has weight 0; expected some above it"));
  const std::string two = R"({"files": "t.csv", "columns": {"w": "weight", "v": "weight"},
      "tasks": [{"column": "y", "kind": "binary"}]})";
  EXPECT_THAT(folder.error_of(two), HasSubstr("columns.v: is a weight, as is 'w'; expected one"));
  const std::string others = R"({"files": "t.csv", "other_columns": "weight",
      "tasks": [{"column": "y", "kind": "binary"}]})";
  EXPECT_THAT(folder.error_of(others), HasSubstr("other_columns: found \"weight\""));
}

TEST(TableDataSet, TakesConditionsAndScaledRegressions) {
  const TableFolder folder;
  const TableDataSet data = folder.open(R"({"files": "t.csv", "columns": {"tags": "multi-valued"},
      "tasks": [{"name": "old", "column": "age", ">=": 24}, {"column": "colour", "in": ["red"]},
                {"name": "not red", "column": "colour", "not in": ["red"]},
                {"name": "z", "column": "age", "kind": "regression", "standardise": true}]})");
  const auto draw = data.open({.setting = 0, .seed = 1, .run = 0, .batch = 6});
  const auto& labels = draw->test().labels;
  for (Index b = 0; b < labels.cols(); ++b) {
    EXPECT_EQ(labels(0, b), labels(3, b) > 0.25F ? 1.0F : 0.0F);
    EXPECT_EQ(labels(1, b) + labels(2, b), 1.0F);
  }
  EXPECT_NEAR(data.describe()["labels"][3]["train_mean"].get<double>(), 0, 1e-6);
}

TEST(TableDataSet, TakesTasksThatSomeRowsLackALabelOf) {
  std::string text = "x,clicked,watched,liked\n";
  for (int row = 0; row < 60; ++row) {
    const bool clicked = row % 2 == 0;
    text +=
        fmt::format("{},{},{},{}\n", row, int{clicked}, clicked ? fmt::format("{}", row % 5) : "NA",
                    clicked ? (row % 3 == 0 ? "yes" : "no") : "");
  }
  const std::string recipe = R"({"files": "t.csv", "columns": {"x": "numeric"},
      "tasks": [{"column": "clicked", "kind": "binary"},
                {"column": "watched", "kind": "regression", "standardise": true MARK},
                {"column": "liked", "in": ["yes"] MARK}]})";
  const auto marked = [&](const std::string& mark) {
    std::string filled = recipe;
    for (std::size_t at = 0; (at = filled.find(" MARK")) != std::string::npos;) {
      filled.replace(at, 5, mark);
    }
    return filled;
  };
  const TableFolder folder(text);
  EXPECT_THAT(
      input_error([&] { folder.open(marked("")); }),
      AllOf(HasSubstr("t.csv:3: column 'watched': found 'NA'; expected a label in every row"),
            HasSubstr("\"partly_labelled\": true")));
  const TableDataSet data = folder.open(marked(", \"partly_labelled\": true"));
  const Problem problem = data.problem(0);
  EXPECT_FALSE(problem.tasks[0].partly_labelled);
  EXPECT_TRUE(problem.tasks[1].partly_labelled && problem.tasks[2].partly_labelled);
  const auto draw = data.open({.setting = 0, .seed = 1, .run = 0, .batch = 6});
  const auto& labels = draw->test().labels;
  for (Index b = 0; b < labels.cols(); ++b) {
    EXPECT_EQ(std::isnan(labels(1, b)), labels(0, b) == 0);
    EXPECT_EQ(std::isnan(labels(2, b)), labels(0, b) == 0);
  }
  const auto about = data.describe();
  EXPECT_NEAR(about["labels"][1]["train_mean"].get<double>(), 0, 1e-6);
  EXPECT_LT(about["labels"][2]["train_labelled"], about["rows"]["train"]);
  EXPECT_TRUE(about["pairs"][0]["pearson"]["train"].is_null());  // who watched has clicked
  EXPECT_TRUE(about["pairs"][2]["pearson"]["train"].is_number());
}

TEST(TableDataSet, TakesTenThousandColumns) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += fmt::format("x{},", i);
  text += "y\n";
  for (int row = 0; row < 20; ++row) {
    for (int i = 0; i < 10'000; ++i) text += fmt::format("{},", (row + i) % 7);
    text += fmt::format("{}\n", row % 2);
  }
  const TableFolder folder(text);
  const TableDataSet data = folder.open(R"({"files": "t.csv", "other_columns": "numeric",
      "tasks": [{"column": "y", "kind": "binary"}],
      "split": {"validation": 0.3, "test": 0.3}})",
                                        2);
  EXPECT_EQ(data.problem(0).dense_inputs, 10'000);
}

TEST(TableDataSet, AnAllMissingColumnIsNoInput) {
  const TableFolder folder("x,e,c,y\n1,,,0\n2,,,1\n3,,,0\n4,,,1\n5,,,0\n6,,,1\n7,,,0\n8,,,1\n");
  const std::string rest = R"("tasks": [{"column": "y", "kind": "binary"}],
      "split": {"by": "time", "column": "x", "validation": 0.25, "test": 0.25}})";
  const TableDataSet data =
      folder.open(R"({"files": "t.csv", "columns": {"x": "numeric", "e": "numeric"}, )" + rest);
  EXPECT_EQ(data.problem(0).dense_inputs, 1);
  EXPECT_EQ(data.describe()["inputs"]["columns"][1]["missing_rows"], 8);
  EXPECT_THAT(
      folder.error_of(R"({"files": "t.csv", "columns": {"e": "numeric", "c": "multi-valued"}, )" +
                      rest),
      HasSubstr("no column is an input"));
}

TEST(TableDataSet, TheRegistryOpensIt) {
  const TableFolder folder;
  const std::string recipe = folder.write("t.json", small_recipe());
  const DataSetEntry& entry = find_data_set("table", "data.set");
  EXPECT_EQ(entry.open({{"recipe", recipe}}, 1, "")->problem(0).task_count(), 2);
  EXPECT_THAT(input_error([&] { entry.open(nlohmann::json::object(), 1, ""); }),
              HasSubstr("data.recipe: missing"));
}

}  // namespace
}  // namespace mmoe
