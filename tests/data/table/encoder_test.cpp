// SPDX-License-Identifier: Apache-2.0
#include "data/table/encoder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "base/error.h"
#include "data/table/table_fixture.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Every transform and kind of column; some training rows lack a number or a category.
constexpr const char* kManyKinds = R"({"files": "t.csv",
  "columns": {"a": "numeric", "b": {"kind": "numeric", "transform": "min-max", "log1p": true},
              "q": {"kind": "numeric", "transform": "quantile"},
              "p": {"kind": "numeric", "transform": "piecewise-linear", "bins": 4},
              "o": {"kind": "numeric", "transform": "bins", "bins": 4},
              "c": {"kind": "categorical", "min_count": 3}, "m": "categorical",
              "v": {"kind": "multi-valued", "separator": ";"}},
  "tasks": [{"column": "y", "kind": "binary"}]})";

std::string many_kinds_table(int rows) {
  std::string text = "a,b,q,p,o,c,m,v,y\n";
  for (int i = 0; i < rows; ++i) {
    const std::string number = fmt::format("{}", 0.1 * (i * 37 % 101));
    text +=
        fmt::format("{},{},{},{},{},c{},{},v{};w,{}\n", i % 9 == 0 ? "NA" : number, number, number,
                    number, number, i < 20 ? i : 20 + i % 3, i % 4 == 0 ? "" : "x", i % 3, i % 2);
  }
  return text;
}

struct EncodedRow {
  std::vector<float> dense;
  std::vector<std::int32_t> sparse;
  bool operator==(const EncodedRow&) const = default;
};

std::vector<EncodedRow> encode_all(const TableEncoder& encoder, const RawTable& table) {
  const RowEncoder rows(encoder, table);
  std::vector<EncodedRow> all;
  for (std::size_t row = 0; row < table.rows; ++row) {
    EncodedRow encoded{std::vector<float>(static_cast<std::size_t>(encoder.dense())), {}};
    rows.add(row, encoded.dense.data(), encoded.sparse);
    all.push_back(std::move(encoded));
  }
  return all;
}

/// Reads what the encoder asks for, and nothing else.
RawTable read_for(const TableEncoder& encoder, const std::string& path) {
  return read_table({.paths = {path}, .delimiter = encoder.delimiter, .missing = encoder.missing},
                    [&](const std::string& column) { return encoder.use(column); });
}

class TableEncoderTest : public ::testing::Test {
 protected:
  const TableFolder folder_{many_kinds_table(200)};
  const TableRecipe recipe_ = read_table_recipe(folder_.write("t.json", kManyKinds));
  const LoadedTable loaded_ = load_table(recipe_, 1);
  const TableEncoder encoder_ = learn_encoder(recipe_, loaded_);
};

TEST_F(TableEncoderTest, IsReadBackFromItsTextAsItWas) {
  const ordered_json written = write_encoder(encoder_);
  const TableEncoder again = read_encoder(ordered_json::parse(written.dump()), "encoder");
  EXPECT_EQ(write_encoder(again), written);
  EXPECT_EQ(again.vocabularies(), encoder_.vocabularies());
  EXPECT_EQ(encode_all(again, loaded_.table), encode_all(encoder_, loaded_.table));
}

TEST_F(TableEncoderTest, TrainingReadsWhatItGives) {
  const TableEncoding encoding = encode_table(recipe_, loaded_);
  const auto rows = encode_all(encoder_, loaded_.table);
  std::array<std::size_t, kTableParts.size()> next{};
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto part = static_cast<std::size_t>(loaded_.parts[row]);
    const TableExamples& examples = encoding.parts[part];
    const std::size_t at = next[part]++;
    const ExampleRow example = examples.row(at);
    EXPECT_EQ(rows[row].dense,
              std::vector<float>(example.dense, example.dense + rows[row].dense.size()));
    EXPECT_EQ(rows[row].sparse,
              std::vector<std::int32_t>(example.sparse.begin(), example.sparse.end()));
  }
}

TEST_F(TableEncoderTest, ARowAloneIsEncodedAsAmongOthers) {
  const auto together = encode_all(encoder_, loaded_.table);
  const std::string table = many_kinds_table(200);
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < table.size(); begin = table.find('\n', begin) + 1) {
    lines.push_back(table.substr(begin, table.find('\n', begin) - begin + 1));
  }
  for (const std::size_t row : {0, 1, 19, 20, 199}) {
    const std::string path = folder_.write("one.csv", lines[0] + lines[row + 1]);
    EXPECT_EQ(encode_all(encoder_, read_for(encoder_, path)).at(0), together[row]) << row;
  }
}

TEST_F(TableEncoderTest, FindsColumnsByNameAndNeedsNoLabel) {
  const auto in_order = folder_.write("a.csv", "a,b,q,p,o,c,m,v\n1,2,3,4,5,c20,x,v1;w\n");
  const auto moved = folder_.write("b.csv", "v,new,m,c,o,p,q,b,a\nv1;w,?,x,c20,5,4,3,2,1\n");
  EXPECT_EQ(encode_all(encoder_, read_for(encoder_, moved)),
            encode_all(encoder_, read_for(encoder_, in_order)));
}

TEST_F(TableEncoderTest, AnUnseenCategoryIsCountedAndTakesTheRareOnesInput) {
  const std::string head = "a,b,q,p,o,c,m,v\n1,2,3,4,5,";
  const auto table_of = [&](const char* c) {
    return read_for(encoder_, folder_.write("t2.csv", head + c + ",x,v1\n"));
  };
  const ColumnEncoder& rare_column = encoder_.columns[5];
  ASSERT_FALSE(rare_column.categories.rare.empty());
  const RawTable rare = table_of(rare_column.categories.rare[0].c_str());
  const RawTable unseen = table_of("never");
  EXPECT_EQ(encode_all(encoder_, rare), encode_all(encoder_, unseen));
  EXPECT_EQ(RowEncoder(encoder_, rare).unseen_rows(5), 0);
  EXPECT_EQ(RowEncoder(encoder_, unseen).unseen_rows(5), 1);
  EXPECT_EQ(RowEncoder(encoder_, unseen).unseen_rows(0), 0);
}

TEST_F(TableEncoderTest, AsksForNumbersOrTextsOfItsColumnsAlone) {
  EXPECT_TRUE(encoder_.use("a")->numbers);
  EXPECT_EQ(encoder_.use("b")->low, 0);  // of a logarithm
  EXPECT_TRUE(encoder_.use("c")->texts);
  EXPECT_FALSE(encoder_.use("y"));
}

TEST_F(TableEncoderTest, ASavedOneThatContradictsItselfIsRefused) {
  const ordered_json good = write_encoder(encoder_);
  const auto error = [&](const std::function<void(ordered_json&)>& change) {
    ordered_json bad = good;
    change(bad);
    return input_error([&] { read_encoder(bad, "encoder"); });
  };
  EXPECT_THAT(error([](auto& e) { e["columns"] = 3; }), HasSubstr("encoder.columns"));
  EXPECT_THAT(error([](auto& e) { e["columns"][0]["kind"] = "weight"; }),
              HasSubstr("encoder.columns[0].kind"));
  EXPECT_THAT(error([](auto& e) { e["columns"][0].erase("number"); }),
              HasSubstr("encoder.columns[0].number: missing"));
  EXPECT_THAT(error([](auto& e) { e["columns"][0]["number"]["scale"] = 0; }),
              HasSubstr("encoder.columns[0].number.scale: found 0"));
  EXPECT_THAT(error([](auto& e) { e["columns"][0]["number"]["width"] = 2; }),
              HasSubstr("encoder.columns[0].number.edges"));
  EXPECT_THAT(error([](auto& e) { e["columns"][3]["number"]["edges"].push_back(-1.0); }),
              HasSubstr("encoder.columns[3].number.edges"));
  EXPECT_THAT(error([](auto& e) { e["columns"][4]["number"]["edges"].clear(); }),
              HasSubstr("encoder.columns[4].number.edges"));
  EXPECT_THAT(error([](auto& e) {
                e["columns"][5]["categories"]["names"] = {"b", "a"};
              }),
              HasSubstr("encoder.columns[5].categories.names: expected names in ascending order"));
}

}  // namespace
}  // namespace mmoe
