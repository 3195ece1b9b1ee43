// SPDX-License-Identifier: Apache-2.0
// An exported model gives the outputs of the saved one, for rows as they stand in files.
#include "results/onnx/export.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "data/census/census.h"
#include "data/synthetic/synthetic.h"
#include "data/table/table_fixture.h"
#include "math/loss.h"
#include "model_test_name.h"
#include "results/model_file/kept_model.h"
#include "results/model_file/kept_rows.h"
#include "results/model_file/row_predictor.h"
#include "results/onnx/evaluator.h"

namespace mmoe::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// A missing value is the last word for one; lists of values are filled up.
OnnxTensor texts_as_tensor(const ColumnEncoder& column, const TableColumn& values,
                           const std::vector<std::string>& missing) {
  const bool several = !column.categories.separator.empty();
  std::vector<std::vector<std::string>> rows;
  std::size_t most = 1;
  for (const std::uint32_t code : values.codes) {
    rows.emplace_back();
    if (code != TableColumn::kMissing) {
      for (const std::string_view value : column.categories.values(values.texts[code])) {
        rows.back().emplace_back(value);
      }
    } else if (!several) {
      rows.back().push_back(missing.back());
    }
    most = std::max(most, rows.back().size());
  }
  OnnxTensor tensor{.shape = {std::ssize(rows), static_cast<std::int64_t>(most)}};
  for (std::vector<std::string>& row : rows) {
    row.resize(most);
    tensor.texts.insert(tensor.texts.end(), row.begin(), row.end());
  }
  return tensor;
}

OnnxTensors tensors_of(const TableEncoder& encoder, const RawTable& rows) {
  OnnxTensors tensors;
  for (const ColumnEncoder& column : encoder.columns) {
    const TableColumn& values = rows.at(column.column);
    if (column.dense() + column.sparse() == 0) continue;
    if (!column.is_number() && !column.is_id()) {
      tensors[column.column] = texts_as_tensor(column, values, encoder.missing);
      continue;
    }
    OnnxTensor& tensor = tensors[column.column];
    tensor = {.shape = {static_cast<std::int64_t>(rows.rows), 1},
              .numbers = {values.numbers.begin(), values.numbers.end()}};
    if (!column.is_id()) continue;
    for (double& id : tensor.numbers) id = std::isnan(id) ? -1 : id;
  }
  return tensors;
}

/// What `predict` writes for an output.
double predicted(const SavedModel& model, std::size_t task, float output) {
  return model.problem.tasks[task].kind == TaskKind::kBinary
             ? sigmoid(static_cast<double>(output))
             : static_cast<double>(model.rows.labels[task].unscaled(output));
}

/// Compares the graph with the model, for the rows of a file in batches of `batch`.
void expect_equal(const SavedModel& model, const std::string& path, std::size_t batch) {
  const std::string file = onnx_file_bytes(model);
  ASSERT_EQ(onnx_complaint(file), "");
  RowPredictor predictor(model);
  const auto compare = [&](const RawTable& rows) {
    const RowOutputs expected = predictor.predict(rows);
    const OnnxTensors found = run_onnx(file, tensors_of(model.rows.inputs, rows));
    ASSERT_EQ(found.size(), model.problem.tasks.size());
    for (std::size_t k = 0; k < found.size(); ++k) {
      const OnnxTensor& task = found.at(model.problem.tasks[k].name);
      ASSERT_THAT(task.shape, ElementsAre(static_cast<std::int64_t>(rows.rows), 1));
      for (std::size_t i = 0; i < rows.rows; ++i) {
        const double value = predicted(model, k, expected.outputs[k][i]);
        ASSERT_NEAR(task.numbers[i], value, 1e-6 * std::max(1.0, std::abs(value)))
            << "task " << k << ", row " << i;
      }
    }
  };
  read_table_blocks({.paths = {path}, .missing = model.rows.inputs.missing},
                    [&](const std::string& column) { return model.rows.use(column, false); },
                    {.rows = batch, .begin = [](const auto&) {}, .take = compare});
}

/// The same rows one by one, in threes and together.
void expect_equal_in_batches(const SavedModel& model, const std::string& path) {
  for (const std::size_t batch : {1, 3, 1000}) expect_equal(model, path, batch);
}

class OnnxExport : public ::testing::TestWithParam<std::string> {
 protected:
  const ModelEntry& entry() const { return find_model(GetParam(), "model"); }
  TableDataSet table(int embedding_width) const {
    folder_.write("a.csv", kept_table(0, 200));
    folder_.write("v.csv", kept_table(200, 40));
    folder_.write("t.csv", kept_table(240, 6));
    return {folder_.write("t.json", kept_recipe(embedding_width)), 1};
  }
  TestFolder folder_;
};

/// What training has not seen: categories, one of which is among others, and numbers.
constexpr const char* kStrangeRows =
    "n,q,b,colour,tags,clicked,price\n"
    "1,2,3,green,z|y,0,100\n-50,1000,-5,,z,1,101\n,,,red,,0,101\n1e9,0,1e9,blue,y|x|y|z,1,100\n";

TEST_P(OnnxExport, GivesTheOutputsOfATable) {
  for (const int embedding_width : {0, 3}) {
    const KeptModel kept = train_kept(entry(), table(embedding_width));
    expect_equal_in_batches(kept.model, folder_.path("t.csv"));
    expect_equal_in_batches(kept.model, folder_.write("u.csv", kStrangeRows));
  }
}

TEST_P(OnnxExport, GivesTheOutputsOfSyntheticRows) {
  SyntheticOptions options;
  options.dimension = 11;
  options.cosine = {0.5};
  options.validation_rows = 20;
  options.test_rows = 1000;
  const SyntheticDataSet data(options, 1);
  const KeptModel kept = train_kept(entry(), data);
  const std::string rows = synthetic_csv(data.open({.seed = 1, .batch = 16})->test());
  expect_equal(kept.model, folder_.write("s.csv", rows), 1000);
}

TEST_P(OnnxExport, GivesTheOutputsOfALog) {
  LogDataOptions options;
  options.log.users = options.log.items = 50;
  options.log.authors = 9;
  options.validation_rows = options.test_rows = 20;
  options.embedding_width = 3;
  options.embedding_widths = {4, 3, 3, 2, 2, 2, 1, 1, 1};
  const LogDataSet data(options, 1);
  const KeptModel kept = train_kept(entry(), data);
  std::string rows = log_csv(options, 6);
  rows += "50,-1,7,3,1,1,1,1,1,0.1,0.2,0.3,0.4,0,0,0,0\n";  // no such user, no such item
  expect_equal_in_batches(kept.model, folder_.write("l.csv", rows));
}

TEST_P(OnnxExport, GivesTheOutputsOfCensusRows) {
  folder_.write("census-income.data", census_text(120));
  folder_.write("census-income.test", census_text(40, 20));
  const std::string rows =
      census_csv(census_text(3, 20) + census_line({{"race", "new"}, {"wage per hour", "1234567"}}),
                 {0, 1, 2, 3});
  CensusOptions options;
  options.group = {1};
  options.log1p_money = true;
  for (const std::int64_t bins : {0, 5}) {
    options.number_bins = bins;
    options.protocol = {"paper"};
    if (bins == 0) options.protocol.emplace_back("rechub");
    const CensusDataSet data(options, {.data = folder_.path(), .cache = {}});
    for (std::size_t setting = 0; setting < data.settings().size(); ++setting) {
      expect_equal(train_kept(entry(), data, setting).model, folder_.write("c.csv", rows), 1000);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(AllModels, OnnxExport, ::testing::ValuesIn(model_names()),
                         model_test_name);

/// One model on one table.
class OnnxFile : public ::testing::Test {
 protected:
  KeptModel train_on(const std::string& text, const std::string& columns,
                     const std::string& model = "mmoe", const nlohmann::json& options = {}) const {
    folder_.write("t.csv", text);
    const std::string recipe = fmt::format(
        R"({{"files": "t.csv", "columns": {{{}}}, "tasks": [{{"column": "clicked", "kind": "binary"}},
            {{"column": "price", "kind": "regression", "standardise": true}}]}})",
        columns);
    const TableDataSet data(folder_.write("t.json", recipe), 1);
    return train_kept(find_model(model, "model"), data, 0, 30, options);
  }
  TestFolder folder_;
};

/// Numbers of which many are equal, and edges of bins: a value's last bit decides.
std::string tied_table(int rows) {
  std::string text = "n,q,clicked,price\n";
  for (int i = 0; i < rows; ++i) {
    text += fmt::format("{},{},{},{}\n", i % 9 == 0 ? "" : fmt::format("{}", 0.37 * (i * i % 37)),
                        0.1 * (i * i % 41), i % 4 == 0 ? 1 : 0, 100 + i % 13 * 0.25);
  }
  return text;
}

TEST_F(OnnxFile, EncodesNumbersAsTrainingDoes) {
  const std::string text = tied_table(200);
  for (const char* name : {"n", "q"}) {
    for (const char* transform : kNumberTransforms) {
      for (const bool log1p : {false, true}) {
        const KeptModel kept = train_on(
            text,
            fmt::format(R"("{}": {{"kind": "numeric", "transform": "{}", "log1p": {}, "bins": 7}})",
                        name, transform, log1p));
        expect_equal(kept.model, folder_.path("t.csv"), 1000);
        expect_equal(kept.model,
                     folder_.write("u.csv", "n,q\n0,0\n1e9,1e9\n,\n0.123,0.5\n13.32,4\n"), 1000);
      }
    }
  }
}

TEST_F(OnnxFile, EncodesRareCategoriesAsTrainingDoes) {
  std::string text = kept_table(0, 1000);
  text += "1,1,1,teal,v|w,1,100\n1,1,1,pink,w|v|y,0,101\n";
  const KeptModel kept = train_on(text, R"("colour": {"kind": "categorical", "min_count": 9},
                                  "tags": {"kind": "multi-valued", "min_count": 9})");
  expect_equal(kept.model, folder_.path("t.csv"), 1000);
  expect_equal(kept.model, folder_.write("u.csv", kStrangeRows), 1000);
}

TEST_F(OnnxFile, HasNetworksOfAnyShape) {
  using Json = nlohmann::json;
  const std::vector<std::pair<std::string, Json>> models = {
      {"mmoe", Json::parse(R"({"experts": 3, "expert": [6, 5, 4], "shared_bottom": [7, 6],
                               "tower": [5, 3], "gate_bias": true, "activation": "elu"})")},
      {"omoe", Json::parse(R"({"experts": 1, "expert": [5], "tower": []})")},
      {"single-task", Json::parse(R"({"bottom": [6, 5], "tower": []})")},
      {"shared-bottom", Json::parse(R"({"bottom": [6, 5], "tower": [4, 3]})")},
      {"cross-stitch", Json::parse(R"({"bottom": [6, 5], "tower": [4], "activation": "tanh"})")},
      {"tensor-factorization", Json::parse(R"({"bottom": [6, 5], "r1": 3, "r2": 4, "r3": 1})")}};
  for (const auto& [name, options] : models) {
    const KeptModel kept =
        train_on(kept_table(0, 100), R"("n": "numeric", "colour": "categorical")", name, options);
    expect_equal(kept.model, folder_.path("t.csv"), 1000);
  }
}

TEST_F(OnnxFile, BeginsAsItsKindSays) {
  const KeptModel kept = train_on(kept_table(0, 60), R"("n": "numeric")");
  EXPECT_TRUE(onnx_file_bytes(kept.model).starts_with(kOnnxFile.mark));
  EXPECT_EQ(onnx_file_bytes(kept.model), onnx_file_bytes(kept.model));
}

TEST_F(OnnxFile, NamesATaskApartFromAColumn) {
  KeptModel kept = train_on(kept_table(0, 60), R"("n": "numeric")");
  kept.model.problem.tasks[1].name = "n";
  const std::string file = onnx_file_bytes(kept.model);
  EXPECT_EQ(onnx_complaint(file), "");
  const OnnxTensors outputs = run_onnx(file, {{"n", {.shape = {2, 1}, .numbers = {1, 2}}}});
  EXPECT_EQ(outputs.count("clicked") + outputs.count("n_"), 2U);
}

TEST_F(OnnxFile, RefusesHashedCategories) {
  const KeptModel kept =
      train_on(kept_table(0, 60), R"("colour": {"kind": "categorical", "hash_size": 8})");
  EXPECT_THAT(input_error([&] { onnx_file_bytes(kept.model); }),
              HasSubstr("column 'colour': its categories are hashed"));
}

/// The evaluator itself, where a mistake of the graph's and one of its own could cancel.
TEST(OnnxOperators, DoWhatTheReferenceSays) {
  const OnnxTensor m{.shape = {2, 3}, .numbers = {1, 2, 3, 4, 5, 6}};
  const auto one = [](const OnnxNode& node, const std::vector<OnnxTensor>& in) {
    return apply_onnx(node, in).front();
  };
  const OnnxTensor product =
      one({.op = "Gemm", .integers = {{"transB", 1}}},
          {m, {.shape = {1, 3}, .numbers = {1, 0, -1}}, {.shape = {1}, .numbers = {10}}});
  EXPECT_THAT(product.numbers, ElementsAre(8, 8));
  EXPECT_THAT(product.shape, ElementsAre(2, 1));
  const OnnxTensor picked =
      one({.op = "Gather", .integers = {{"axis", 1}}}, {m, {.shape = {2}, .numbers = {2, 0}}});
  EXPECT_THAT(picked.numbers, ElementsAre(3, 1, 6, 4));
  const OnnxTensor sum =
      one({.op = "ReduceSum", .integers = {{"keepdims", 0}}}, {m, {.shape = {1}, .numbers = {1}}});
  EXPECT_THAT(sum.numbers, ElementsAre(6, 15));
  EXPECT_THAT(sum.shape, ElementsAre(2));
  const OnnxTensor lower =
      one({.op = "Trilu", .integers = {{"upper", 0}}}, {m, {.shape = {}, .numbers = {-1}}});
  EXPECT_THAT(lower.numbers, ElementsAre(0, 0, 0, 4, 0, 0));
  const OnnxTensor added = one({.op = "Add"}, {m, {.shape = {2, 1}, .numbers = {10, 20}}});
  EXPECT_THAT(added.numbers, ElementsAre(11, 12, 13, 24, 25, 26));
  EXPECT_THAT(one({.op = "MatMul"}, {m, {.shape = {3, 1}, .numbers = {1, 1, 1}}}).numbers,
              ElementsAre(6, 15));
}

}  // namespace
}  // namespace mmoe::testing
