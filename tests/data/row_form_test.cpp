// SPDX-License-Identifier: Apache-2.0
#include "data/row_form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "data/census/census.h"
#include "data/census/row_form.h"
#include "data/table/table_fixture.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

RawTable read_labelled(const std::string& path, const RowForm& form) {
  return read_table({.paths = {path}, .missing = {""}},
                    [&](const std::string& column) { return form.use(column, true); });
}

TEST(LabelEncoderTest, ReadsNumbersAndConditions) {
  const TestFolder folder;
  const std::string path = folder.write("t.csv", "x,c,n\n1,a,2.5\n1,b,-1\n1,,\n");
  const RowForm form{.inputs = {.columns = {{.column = "x"}}},
                     .labels = {{.column = "n"},
                                {.column = "n", .at_least = 0},
                                {.column = "c", .in = {"a", "z"}},
                                {.column = "c", .not_in = {"a"}}}};
  const RawTable table = read_labelled(path, form);
  const auto two = [&](std::size_t k) {
    const std::vector<float> labels = form.labels[k].labels(table);
    EXPECT_TRUE(std::isnan(labels[2])) << k;
    return std::vector<float>(labels.begin(), labels.begin() + 2);
  };
  EXPECT_THAT(two(0), ElementsAre(2.5F, -1.0F));
  EXPECT_THAT(two(1), ElementsAre(1.0F, 0.0F));
  EXPECT_THAT(two(2), ElementsAre(1.0F, 0.0F));
  EXPECT_THAT(two(3), ElementsAre(0.0F, 1.0F));
}

TEST(LabelEncoderTest, ScalesThereAndBack) {
  const LabelEncoder encoder{.column = "y", .mean = 10, .sd = 4};
  std::vector<float> labels = {10, 18, 9};
  encoder.scale(labels);
  EXPECT_THAT(labels, ElementsAre(0.0F, 2.0F, -0.25F));
  EXPECT_EQ(encoder.unscaled(2), 18.0F);
}

TEST(LabelEncoderTest, IsReadBackAsItWas) {
  for (const LabelEncoder& encoder :
       {LabelEncoder{.column = "a", .mean = 0.1, .sd = 3},
        LabelEncoder{.column = "b", .at_least = -0.5}, LabelEncoder{.column = "c", .in = {"é"}},
        LabelEncoder{.column = "c", .not_in = {"x", ""}}}) {
    const ordered_json json = write_label_encoder(encoder);
    const LabelEncoder again = read_label_encoder(ordered_json::parse(json.dump()), "labels[0]");
    EXPECT_EQ(write_label_encoder(again), json);
    EXPECT_EQ(again.at_least, encoder.at_least);
  }
}

TEST(RowFormTest, ReadsColumnsOnceForInputsAndLabels) {
  const RowForm form{
      .inputs = {.columns = {{.column = "x"}, {.column = "c", .kind = "categorical"}}},
      .labels = {{.column = "c", .at_least = 1}, {.column = "y"}}};
  EXPECT_FALSE(form.use("y", false));
  EXPECT_TRUE(form.use("y", true)->numbers);
  EXPECT_TRUE(form.use("c", true)->numbers);
  EXPECT_TRUE(form.use("c", true)->texts);
  EXPECT_FALSE(form.use("c", false)->numbers);
  EXPECT_FALSE(form.use("z", true));
}

TEST(RowFormTest, IdsAreInputsAndOthersAreCounted) {
  const TestFolder folder;
  const TableEncoder encoder{.columns = {{.column = "a", .kind = "id", .ids = 3},
                                         {.column = "b", .kind = "id", .ids = 2}}};
  ASSERT_EQ(encoder.sparse(), 5);
  const RawTable table =
      read_labelled(folder.write("t.csv", "b,a\n1,2\n0,3\n0.5,-1\n,0\n"), {.inputs = encoder});
  const RowEncoder rows(encoder, table);
  std::vector<std::int32_t> sparse;
  for (std::size_t row = 0; row < table.rows; ++row) {
    rows.add(row, nullptr, sparse);
    sparse.push_back(-1);
  }
  EXPECT_THAT(sparse, ElementsAre(2, 4, -1, 3, -1, -1, 0, -1));
  EXPECT_EQ(rows.unseen_rows(0), 2);
  EXPECT_EQ(rows.unseen_rows(1), 1);
  EXPECT_EQ(rows.missing_rows(1), 1);
  const ordered_json json = write_encoder(encoder);
  EXPECT_EQ(write_encoder(read_encoder(json, "encoder")), json);
  ordered_json none = json;
  none["columns"][0].erase("ids");
  EXPECT_THAT(input_error([&] { read_encoder(none, "encoder"); }),
              HasSubstr("encoder.columns[0].ids"));
}

TEST(RowFormTest, CensusByPositionHasNone) {
  const CensusInputs inputs{
      .numbers = {}, .categories = {}, .alignment = CategoryAlignment::kByPosition};
  EXPECT_THAT(input_error([&] { census_row_form(inputs, {}, {}); }),
              HasSubstr("data.protocol: models of a protocol that matches categories by their "
                        "position"));
}

TEST(RowFormTest, TheIncomeIsReadWithAndWithoutTheFullStop) {
  const TestFolder folder;
  folder.write("census-income.data", census_text(60));
  folder.write("census-income.test", census_text(60));
  const CensusDataSet data(CensusOptions{}, {.data = folder.path(), .cache = {}});
  EXPECT_EQ(row_form_of(data, 0).inputs.names.size(), 42U);
  const LabelEncoder income = row_form_of(data, 0).labels[0];
  const RowForm form{.labels = {income}};
  const RawTable table =
      read_labelled(folder.write("t.csv", "income\n50000+.\n50000+\n- 50000.\n"), form);
  EXPECT_THAT(income.labels(table), ElementsAre(1.0F, 1.0F, 0.0F));
}

TEST(TableBlocksTest, HandOverAllRowsAndKeepNone) {
  const TestFolder folder;
  const std::string path = folder.write("t.csv", "c,x\na,1\nb,2\na,3\nc,4\nb,5\n");
  std::vector<std::string> texts;
  std::vector<std::size_t> sizes;
  std::vector<std::string> header;
  read_table_blocks(
      {.paths = {path}},
      [](const std::string&) { return TableColumnUse{.numbers = false, .texts = true}; },
      {.rows = 2,
       .begin = [&](const std::vector<std::string>& names) { header = names; },
       .take =
           [&](const RawTable& block) {
             sizes.push_back(block.rows);
             const TableColumn& column = block.at("c");
             for (const std::uint32_t code : column.codes) texts.push_back(column.texts[code]);
           }});
  EXPECT_THAT(header, ElementsAre("c", "x"));
  EXPECT_THAT(sizes, ElementsAre(2, 2, 1));
  EXPECT_THAT(texts, ElementsAre("a", "b", "a", "c", "b"));
}

}  // namespace
}  // namespace mmoe
