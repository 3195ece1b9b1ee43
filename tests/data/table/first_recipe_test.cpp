// SPDX-License-Identifier: Apache-2.0
#include "data/table/first_recipe.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "data/table/table_fixture.h"

namespace mmoe {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

TEST(FirstRecipe, GuessesKindsLabelsAndSplitWithReasons) {
  const TableFolder folder;
  const FirstRecipe first = guess_recipe(folder.path("t.csv"), "t.csv");
  EXPECT_EQ(first.recipe["columns"]["age"], "numeric");
  EXPECT_EQ(first.recipe["columns"]["colour"], "categorical");
  EXPECT_EQ(first.recipe["columns"]["tags"]["kind"], "multi-valued");
  EXPECT_EQ(first.recipe["columns"]["user"], "group");
  EXPECT_EQ(first.recipe["columns"]["day"], "ignored");
  EXPECT_EQ(first.recipe["tasks"][0]["column"], "clicked");
  EXPECT_EQ(first.recipe["tasks"][1]["kind"], "binary");
  EXPECT_EQ(first.recipe["split"]["by"], "group");
  EXPECT_THAT(first.reasons, Contains("age: numeric: numbers from 20 to 26"));
  EXPECT_EQ(first.reasons.size(), 7U + 1);
  const TableDataSet data = folder.open(first.recipe.dump());
  EXPECT_EQ(data.problem(0).task_count(), 2);
}

TEST(FirstRecipe, KnowsIdsConstantsSkewAndWhatIsMissing) {
  std::string text = ",row_id,name,all,none,money,mixed,grade\n";
  for (int i = 0; i < 600; ++i) {
    text += fmt::format("{},{},n{},x,,{},{},{}\n", i, i + 7, i, i == 3 ? 99999 : i % 3,
                        i % 4 == 0 ? "?" : "1.5", i % 4 == 0 ? "good" : "bad");
  }
  const TableFolder folder(text);
  const auto recipe = guess_recipe(folder.path("t.csv"), "t.csv").recipe;
  for (const char* name : {"unnamed 1", "row_id", "name", "all", "none"}) {
    EXPECT_EQ(recipe["columns"][name], "ignored") << name;
  }
  EXPECT_EQ(recipe["columns"]["money"]["log1p"], true);
  EXPECT_EQ(recipe["columns"]["mixed"], "numeric");
  EXPECT_EQ(recipe["tasks"],
            (nlohmann::ordered_json::array({{{"column", "grade"}, {"in", {"good"}}}})));
  EXPECT_EQ(folder.open(recipe.dump()).problem(0).dense_inputs, 3);  // one says "mixed is missing"
}

TEST(FirstRecipe, ScalesLabelsThatAreFarFromOne) {
  const TableFolder folder("x,price\n1,1000\n2,3000\n3,2000\n");
  const auto recipe = guess_recipe(folder.path("t.csv"), "t.csv").recipe;
  EXPECT_EQ(recipe["tasks"][0]["kind"], "regression");
  EXPECT_EQ(recipe["tasks"][0]["standardise"], true);
}

TEST(FirstRecipe, RefusesWhatHasNoRowsOrNoLabel) {
  const TableFolder folder("a,b\n");
  const auto error = [&] {
    return input_error([&] { guess_recipe(folder.path("t.csv"), "t.csv"); });
  };
  EXPECT_THAT(error(), HasSubstr("t.csv: found no rows"));
  folder.write("t.csv", "a,b\nx,y\nx,z\nx,u\n");
  EXPECT_THAT(error(), HasSubstr("t.csv: no column can be a label"));
}

}  // namespace
}  // namespace mmoe
