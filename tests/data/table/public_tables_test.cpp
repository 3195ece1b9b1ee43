// SPDX-License-Identifier: Apache-2.0
// The recipes of published tables, on small files in their exact format.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/embedded.h"
#include "data/census/census.h"
#include "data/table/table_fixture.h"

namespace mmoe {
namespace {

/// A folder with the recipe of a published table and files in its form.
class PublicTable : public TestFolder {
 public:
  PublicTable(const std::string& name, const std::string& train_name, const std::string& train,
              const std::string& test_name, const std::string& test) {
    write(train_name, train);
    write(test_name, test);
    recipe_ = write("recipe.json", std::string(embedded_text(built_in_tables(), name)));
  }
  TableDataSet open(std::uint64_t seed = 1) const { return {recipe_, seed}; }

 private:
  std::string recipe_;
};

std::string adult_rows(int rows, const char* stop) {
  std::string text;
  for (int i = 0; i < rows; ++i) {
    text += fmt::format(
        "{}, {}, {}, Bachelors, 13, {}, Adm-clerical, Not-in-family, White, {}, {}, 0, 40, "
        "United-States, {}{}\n",
        20 + i % 50, i % 9 == 0 ? "?" : "State-gov", 77516 + i,
        i % 3 == 0 ? "Never-married" : "Divorced", i % 2 == 0 ? "Male" : "Female",
        i % 10 == 0 ? 2174 : 0, i % 4 == 0 ? ">50K" : "<=50K", stop);
  }
  return text;
}

TEST(PublicTables, AdultIsReadAsPublished) {
  const PublicTable adult("adult", "adult.data", adult_rows(200, "") + "\n", "adult.test",
                          "|1x3 Cross validator\n" + adult_rows(80, "."));
  const TableDataSet data = adult.open();
  const auto description = data.describe();
  EXPECT_EQ(description["rows"], (Setting{{"train", 180}, {"validation", 20}, {"test", 80}}));
  const Problem problem = data.problem(0);
  EXPECT_EQ(problem.tasks[0].name, "income");
  EXPECT_EQ(problem.tasks[1].name, "never married");
  EXPECT_EQ(problem.dense_inputs, 5);  // age, education, gains, losses, hours
  // Class of worker with its missing value, education, occupation, race, country; two sexes.
  EXPECT_EQ(problem.sparse_inputs, 2 + 1 + 1 + 1 + 1 + 2);
  const auto draw = data.open({});
  EXPECT_EQ(draw->test().labels.row(0).sum(), 20);  // a full stop behind the label
  EXPECT_EQ(draw->test().labels.row(1).sum(), 27);
}

std::string aliexpress_rows(int searches, int per_search) {
  std::string text = "search_id";
  for (int i = 1; i <= 16; ++i) text += fmt::format(",categorical_{}", i);
  for (int i = 1; i <= 63; ++i) text += fmt::format(",numerical_{}", i);
  text += ",click,conversion\n";
  for (int row = 0; row < searches * per_search; ++row) {
    text += fmt::format("{}", 1000 + row / per_search);
    for (int i = 0; i < 16; ++i) text += fmt::format(",{}", row % (i + 2));
    for (int i = 0; i < 63; ++i) text += fmt::format(",{}", 0.01 * (row % (i + 7)));
    text += fmt::format(",{},{}\n", row % 3 == 0 ? 1 : 0, row % 6 == 0 ? 1 : 0);
  }
  return text;
}

TEST(PublicTables, AliexpressIsReadAsPublished) {
  const PublicTable table("aliexpress", "train.csv", aliexpress_rows(50, 12), "test.csv",
                          aliexpress_rows(20, 12));
  const TableDataSet data = table.open();
  const auto description = data.describe();
  // A tenth of the searches, whole.
  EXPECT_EQ(description["rows"], (Setting{{"train", 540}, {"validation", 60}, {"test", 240}}));
  const Problem problem = data.problem(0);
  EXPECT_EQ(problem.dense_inputs, 63);
  EXPECT_EQ(problem.embedded.width, 16);
  EXPECT_EQ(problem.embedded.vocabularies.size(), 16U);
  EXPECT_EQ(problem.tasks[0].name, "click");
  EXPECT_EQ(data.open({})->test().labels.row(1).sum(), 40);
}

/// Rows of a batch as sorted lists of all that a model reads of them.
std::vector<std::vector<float>> rows_of(const Batch<float>& batch) {
  std::vector<std::vector<float>> rows;
  for (Index b = 0; b < batch.size(); ++b) {
    std::vector<float>& row = rows.emplace_back();
    for (const float x : batch.dense.col(b)) row.push_back(x);
    for (const std::int32_t input : batch.sparse[b]) row.push_back(static_cast<float>(input));
    for (const float y : batch.labels.col(b)) row.push_back(y);
  }
  return rows;
}

std::vector<std::vector<float>> sorted(std::vector<std::vector<float>> rows) {
  std::ranges::sort(rows);
  return rows;
}

TEST(PublicTables, TheCensusIsWhatItsOwnReaderMakesOfIt) {
  const PublicTable table("census-income", "census-income.data", census_text(60),
                          "census-income.test", census_text(30, 1000));
  for (const std::uint64_t seed : {1, 2}) {
    const TableDataSet general = table.open(seed);
    const CensusDataSet own(CensusOptions{.group = {1}}, {.data = table.path()});
    EXPECT_EQ(general.problem(0).dense_inputs, own.problem(0).dense_inputs);
    EXPECT_EQ(general.problem(0).sparse_inputs, own.problem(0).sparse_inputs);
    EXPECT_EQ(general.problem(0).sparse_groups, own.problem(0).sparse_groups);
    const auto as_table = general.open({.seed = seed, .run = 3, .batch = 32});
    const auto as_census = own.open({.seed = seed, .run = 3, .batch = 32});
    for (int step = 0; step < 4; ++step) {
      Batch<float> one, other;
      as_table->training_batch(step, one);
      as_census->training_batch(step, other);
      EXPECT_EQ(rows_of(one), rows_of(other)) << step;
    }
    // The same rows; the reader of tables keeps them in the order of the file.
    EXPECT_EQ(sorted(rows_of(as_table->validation())), sorted(rows_of(as_census->validation())));
    EXPECT_EQ(sorted(rows_of(as_table->test())), sorted(rows_of(as_census->test())));
  }
}

}  // namespace
}  // namespace mmoe
