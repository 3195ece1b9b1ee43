// SPDX-License-Identifier: Apache-2.0
#include "data/table/audit.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "data/table/audit_column.h"
#include "data/table/table_fixture.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

ordered_json audit_of(const TableFolder& folder, const std::string& recipe_text) {
  const TableRecipe recipe = read_table_recipe(folder.write("t.json", recipe_text));
  return audit_table(recipe, load_table(recipe, 1));
}

/// 40 training, 20 validation and 20 test rows; x gives y away, c is constant, drifts in test.
std::string faulty_table() {
  std::string text = "x,colour,c,far,y,z,part\n";
  for (int i = 0; i < 80; ++i) {
    const char* part = i < 40 ? "a" : i < 60 ? "b" : "t";
    const int y = i % 2;
    text += fmt::format("{},{},7,{},{},{},{}\n", y * 10 + i % 4, i == 79 ? "new" : "red",
                        i < 60 ? i % 5 : 100, y, (i / 2) % 2, part);
  }
  return text;
}

constexpr const char* kFaultyRecipe = R"({"files": "t.csv",
    "columns": {"x": "numeric", "colour": "categorical", "c": "numeric", "far": "numeric"},
    "tasks": [{"column": "y", "kind": "binary"}, {"column": "z", "kind": "binary"}],
    "split": {"by": "column", "column": "part", "validation_values": ["b"],
              "test_values": ["t"]}})";

TEST(TableAudit, FindsWhatIsWrong) {
  const TableFolder folder(faulty_table());
  const ordered_json audit = audit_of(folder, kFaultyRecipe);
  EXPECT_EQ(audit["rows"], (ordered_json{{"train", 40}, {"validation", 20}, {"test", 20}}));
  // Rows repeat after 20: x and z after 4, far after 5; no test row has a `far` of training.
  EXPECT_EQ(audit["duplicates"], (ordered_json{{"train", 20},
                                               {"validation", 0},
                                               {"test", 15},
                                               {"validation_in_train", 20},
                                               {"test_in_train", 0}}));
  EXPECT_EQ(audit["unseen"],
            (ordered_json{{{"column", "colour"}, {"categories", 1}, {"rows", 1}}}));
  EXPECT_EQ(audit["constant"], (ordered_json{"colour", "c"}));
  EXPECT_EQ(audit["leaky_columns"][0],
            (ordered_json{{"label", "y"}, {"column", "x"}, {"metric", "auc"}, {"value", 1.0}}));
  EXPECT_EQ(audit["leaky_columns"][1]["label"], "z");  // its best column, however bad
  EXPECT_EQ(audit["leaky_columns"].size(), 2U);
  ASSERT_EQ(audit["drift"].size(), 1U);
  EXPECT_EQ(audit["drift"][0]["column"], "far");
}

TEST(TableAudit, ASoundTableHasNoFindings) {
  const TableFolder folder;
  const ordered_json audit = audit_of(folder, small_recipe());
  EXPECT_TRUE(audit["unseen"].empty());
  EXPECT_TRUE(audit["constant"].empty());
  EXPECT_TRUE(audit["drift"].empty());
  EXPECT_EQ(audit["leaky_columns"][0]["label"], "clicked");
}

TEST(StabilityIndex, IsTheSumOverValues) {
  // Shares with half a row each: 3.5 / 8 and 4.5 / 8; 7.5 / 12 and 4.5 / 12.
  const Stability index =
      stability_index(std::vector<std::int64_t>{3, 4}, std::vector<std::int64_t>{7, 4});
  const double p = 3.5 / 8, q = 7.5 / 12;
  EXPECT_NEAR(index.psi, (p - q) * std::log(p / q) + (q - p) * std::log((1 - p) / (1 - q)), 1e-15);
  EXPECT_NEAR(index.by_chance, 1.0 / 8 + 1.0 / 12, 1e-15);
  const std::vector<std::int64_t> same = {5, 0, 5};
  EXPECT_EQ(stability_index(same, same).psi, 0);
}

}  // namespace
}  // namespace mmoe
