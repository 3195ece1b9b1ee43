// SPDX-License-Identifier: Apache-2.0
#include "data/table/recipe.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "data/table/table_fixture.h"

namespace mmoe {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(TableRecipe, ReadsPathsFromItsFolderAndKindsInShort) {
  const TestFolder folder;
  const TableRecipe recipe = read_table_recipe(folder.write("r.json", R"({
    "files": {"train": ["a.csv", "/abs/b.csv"], "test": "../c.csv"},
    "columns": {"x": "numeric", "y z": {"kind": "categorical", "min_count": 3}},
    "tasks": [{"column": "u", "kind": "regression"}, {"column": "v", "in": ["a", 1, true]}],
    "main": "v"})"));
  EXPECT_EQ(recipe.name, "r");
  EXPECT_THAT(recipe.files[0], ElementsAre(folder.path("a.csv"), "/abs/b.csv"));
  EXPECT_EQ(recipe.files[2].front(),
            std::filesystem::path(folder.path("../c.csv")).lexically_normal());
  EXPECT_EQ(recipe.columns[1].second.min_count, 3);
  EXPECT_EQ(recipe.tasks[0].name, "v");
  EXPECT_EQ(recipe.tasks[0].kind, "binary");
  EXPECT_THAT(recipe.tasks[0].in, ElementsAre("a", "1", "true"));
  EXPECT_EQ(recipe.tasks[1].name, "u");
}

struct Mistake {
  std::string recipe;  // its line 2 is wrong
  std::string said;    // behind "t.json:2: "
};

/// A recipe that is right but for the member on its second line.
std::string with(
    const std::string& member, const std::string& files = R"("files": "t.csv")",
    const std::string& tasks = R"("tasks": [{"column": "clicked", "kind": "binary"}])") {
  std::string recipe = "{\n" + member;
  for (const std::string& other : {files, tasks}) {
    if (!other.empty()) recipe += ",\n" + other;
  }
  return recipe + "}";
}

std::string task(const std::string& members) {
  return with(R"("tasks": [{)" + members + "}]",
              R"("files": "t.csv", "columns": {"age": "numeric"})", "");
}

std::string column(const std::string& entry) { return with(R"("columns": {)" + entry + "}"); }

std::string files(const std::string& value) { return with(R"("files": )" + value, ""); }

TEST(TableRecipe, SaysWhatIsWrongOnWhichLine) {
  const TableFolder folder;
  const std::vector<Mistake> mistakes = {
      {with(R"("colums": {})"), "colums: unknown field; did you mean 'columns'?"},
      {with(R"("columns": [])"), "columns: found []; expected an object"},
      {with(R"("name": 3)"), "name: found 3; expected a string"},
      {with(R"("delimiter": ":")"), "delimiter: unknown value ':'"},
      {with(R"("header": false)"), "header: found false without \"names\""},
      {with(R"("names": ["a", "a"])"), "names: a name is there twice"},
      {with(R"("missing": "NA")"), R"(missing: found "NA"; expected a list of strings)"},
      {with(R"("main": "bougt")"), "main: unknown task 'bougt'"},
      {column(R"("a": {"kind": "categorical", "embedding_width": 4})"),
       "columns.a.embedding_width: found 4 where the recipe's embedding_width is 0"},
      {column(R"("a": {"kind": "numeric", "embedding_width": 4})"),
       "columns.a.embedding_width: found for a column of kind numeric"},
      {with(R"("embedding_width": -1)"), "embedding_width: found -1; expected 0 to 1024"},
      {with(R"("schema_version": 2)"), "schema_version: found 2; expected 1 to 1"},
      {files("[]"), "files: found []; expected a path"},
      {files("7"), "files: found 7; expected a path"},
      {files(R"({"train": "t.csv"})"), "files: 'test' is missing"},
      {files(R"({"train": "t.csv", "tets": "t.csv"})"), "files.tets: unknown part; did you mean"},
      {column(R"("age": "number")"), "columns.age.kind: unknown value 'number'"},
      {column(R"("agee": "numeric")"),
       "columns.agee: the table has no column 'agee'; did you mean 'age'?"},
      {column(R"("age": {"kind": "numeric", "transform": "sqrt"})"),
       "columns.age.transform: unknown value 'sqrt'"},
      {column(R"("age": {"kind": "numeric", "bins": 1})"),
       "columns.age.bins: found 1; expected 2 to 1000"},
      {column(R"("age": {"kind": "categorical", "bins": 4})"),
       "columns.age.bins: found for a column of kind categorical"},
      {column(R"("age": {"kind": "numeric", "min_count": 4})"), "columns.age.min_count: found for"},
      {column(R"("age": {"kind": "numeric", "separator": ";"})"), "columns.age.separator: found"},
      {column(R"("age": {"kind": "multi-valued", "separator": ""})"),
       "columns.age.separator: found \"\""},
      {column(R"("clicked": "numeric")"), "columns.clicked: is the label of task 'clicked'"},
      {with(R"("tasks": [])", R"("files": "t.csv")", ""), "tasks: found []; expected a list"},
      {task(R"("kind": "binary")"), "tasks[0].column: missing"},
      {task(R"("column": "clicked")"), "tasks[0].kind: missing"},
      {task(R"("column": "clicked", "kind": "multi")"), "tasks[0].kind: unknown value 'multi'"},
      {task(R"("column": "day", "in": [])"), "tasks[0].in: found an empty list"},
      {task(R"("column": "day", "in": ["x"], ">=": 3)"), "tasks[0]: found several conditions"},
      {task(R"("column": "day", "in": ["x"], "kind": "regression")"),
       "tasks[0].kind: found \"regression\" beside a condition"},
      {task(R"("column": "clicked", "kind": "binary", "standardise": true)"),
       "tasks[0].standardise: found for a binary task"},
      {task(R"("column": "clickd", "kind": "binary")"),
       "tasks[0].column: the table has no column 'clickd'; did you mean 'clicked'?"},
      {task(R"("column": "colour", "in": ["gren"])"),
       "tasks[0].in: no row has 'gren' in column 'colour'; did you mean 'green'?"},
      {task(R"("column": "user", ">=": 3)"), ""},
      {task(R"("column": "bought", ">=": 0)"), "tasks[0]: every one of the 420 rows of the train"},
      {with(R"("split": {"by": "date"})"), "split.by: unknown value 'date'"},
      {with(R"("split": {"by": "time"})"), "split.column: missing"},
      {with(R"("split": {"by": "group"})"), "split.column: missing"},
      {with(R"("split": {"test": 1.5})"), "split.test: found 1.5"},
      {with(R"("split": {"test": 0.6, "validation": 0.5})"), "split: validation 0.5 and test 0.6"},
      {with(R"("split": {"column": "day"})"), "split.column: found beside \"fraction\""},
      {with(R"("split": {"by": "column", "column": "day"})"), "split: expected validation_values"},
      {with(R"("split": {"from": "test"})"), "split.from: found beside one table"},
      {with(R"("split": {"by": "group", "column": "usr"})"),
       "split.column: the table has no column 'usr'; did you mean 'user'?"},
      {with(R"("name": "a", "name": "b")"), "'name' is given twice"},
  };
  for (const Mistake& mistake : mistakes) {
    const std::string error = folder.error_of(mistake.recipe);
    if (mistake.said.empty()) {
      EXPECT_THAT(error, HasSubstr("t.csv:2: column 'user': found 'u0'; expected a number"));
    } else {
      EXPECT_THAT(error, HasSubstr("t.json:2: " + mistake.said)) << mistake.recipe;
    }
    EXPECT_EQ(error.find('\n'), error.npos);
  }
}

TEST(TableRecipe, SaysWhatIsMissingAsAWhole) {
  const TableFolder folder;
  EXPECT_THAT(folder.error_of(R"({"tasks": []})"), HasSubstr("t.json: files: missing"));
  EXPECT_THAT(folder.error_of(R"({"files": "t.csv"})"), HasSubstr("t.json: tasks: found null"));
  EXPECT_THAT(folder.error_of("[]"), HasSubstr("t.json: expected an object"));
  EXPECT_THAT(folder.error_of("{,}"), HasSubstr("t.json:1:"));
  EXPECT_THAT(input_error([&] { read_table_recipe(folder.path("none.json")); }),
              HasSubstr("none.json"));
  EXPECT_THAT(folder.error_of(R"({"files": "none.csv",
                                  "tasks": [{"column": "y", "kind": "binary"}]})"),
              StartsWith(folder.path("none.csv") + ": No such file"));
}

}  // namespace
}  // namespace mmoe
