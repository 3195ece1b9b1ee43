// SPDX-License-Identifier: Apache-2.0
// From a run's models to predictions: --save-models, predict, export and model describe.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/run_cli.h"
#include "data/table/table_fixture.h"

namespace mmoe::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> fields_of_line(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> fields;
  for (std::string field; std::getline(stream, field, ',');) fields.push_back(field);
  return fields;
}

/// A run on a table whose test rows are t.csv.
class Predict : public ::testing::Test {
 protected:
  void SetUp() override {
    write_file(dir_ / "a.csv", small_table(200));
    write_file(dir_ / "v.csv", small_table(60));
    write_file(dir_ / "t.csv", small_table(40));
    std::string recipe = small_recipe();
    recipe.replace(recipe.find("\"t.csv\""), 7,
                   R"({"train": "a.csv", "validation": "v.csv", "test": "t.csv"})");
    write_file(dir_ / "my.json", recipe);
    const Outcome run = run_cli(plus_run({"--save-models", "best"}));
    ASSERT_EQ(run.status, 0) << run.err;
  }

  std::vector<std::string> plus_run(const std::vector<std::string>& more) const {
    std::vector<std::string> args = {"--exp",        "table",
                                     "--set",        "data.recipe=" + (dir_ / "my.json").string(),
                                     "--models",     "mmoe,single-task",
                                     "--runs",       "2",
                                     "--steps",      "20",
                                     "--batch",      "16",
                                     "--lr",         "0.01,0.05",
                                     "--quiet",      "--predictions",
                                     dir_ / "p.csv", "--out",
                                     dir_ / "out"};
    args.insert(args.end(), more.begin(), more.end());
    return args;
  }

  fs::path model(const std::string& label = "mmoe") const {
    return dir_ / "out" / "models" / label / "table=my.safetensors";
  }

  Outcome predict(const std::vector<std::string>& more) const {
    std::vector<std::string> args = {"predict", model()};
    args.insert(args.end(), more.begin(), more.end());
    return run_cli(args);
  }

  /// The probabilities that --predictions wrote for a trial: "0.25,0.5" per row.
  std::vector<std::string> probabilities(const std::string& key) const {
    std::vector<std::string> rows;
    for (const std::string& line : lines_of(read_file(dir_ / "p.csv"))) {
      const std::string start = '"' + key + '"';
      if (!line.starts_with(start)) continue;
      const auto fields = fields_of_line(line.substr(start.size() + 1));  // task,example,...
      const std::size_t row = std::stoul(fields[1]);
      rows.resize(std::max(rows.size(), row + 1));
      rows[row] += ',' + fields.back();
    }
    return rows;
  }

  TempDir dir_;
};

TEST_F(Predict, GivesTheTrialsProbabilities) {
  for (const std::string label : {"mmoe", "single-task"}) {
    const Outcome about = run_cli({"model", "describe", model(label), "--json"});
    ASSERT_EQ(about.status, 0) << about.err;
    const auto json = nlohmann::json::parse(about.out);
    EXPECT_EQ(json["trial"]["validation"].size(), 2 * 7U);  // metrics of each binary task
    const auto expected = probabilities(json["trial"]["key"]);
    ASSERT_EQ(expected.size(), 40U);
    const Outcome outcome = run_cli({"predict", model(label), dir_ / "t.csv"});
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    const auto lines = lines_of(outcome.out);
    EXPECT_EQ(lines[0], "predicted_row,clicked,bought");
    ASSERT_EQ(lines.size(), 41U);
    for (std::size_t row = 0; row < 40; ++row) {
      EXPECT_EQ(lines[row + 1], std::to_string(row + 1) + expected[row]);
    }
  }
}

TEST_F(Predict, ReadsStandardInputAndColumnsInAnyOrder) {
  const Outcome all = predict({dir_ / "t.csv"});
  std::string text = "tags;id;colour;age\n";
  const auto rows = lines_of(small_table(40));
  for (std::size_t row = 1; row < rows.size(); ++row) {
    const auto fields = fields_of_line(rows[row]);  // age, colour, tags
    text += fields[2] + ";7;" + fields[1] + ';' + fields[0] + '\n';
  }
  const Outcome some =
      run_cli({.args = {"predict", model(), "-", "--delimiter", ";"}, .input = text});
  EXPECT_EQ(some.status, 0) << some.err;
  EXPECT_EQ(some.out, all.out);
  EXPECT_THAT(some.err, HasSubstr("the model does not read 1 column"));
  EXPECT_THAT(all.err, HasSubstr("the model does not read 4 columns"));  // user, day, two labels
}

TEST_F(Predict, WritesLogitsAndGates) {
  const Outcome outcome = predict({dir_ / "t.csv", "--logits", "--gates", "--out", dir_ / "o.csv"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, IsEmpty());
  const auto lines = lines_of(read_file(dir_ / "o.csv"));
  EXPECT_THAT(lines[0], StartsWith("predicted_row,clicked,bought,gate_clicked_0,gate_clicked_1,"));
  const auto fields = fields_of_line(lines[5]);
  double sum = 0;
  const std::size_t experts = (fields.size() - 3) / 2;
  for (std::size_t e = 0; e < experts; ++e) sum += std::stod(fields[3 + e]);
  EXPECT_NEAR(sum, 1, 1e-5);
  const Outcome none = run_cli({"predict", model("single-task"), dir_ / "t.csv", "--gates"});
  EXPECT_EQ(none.status, 2);
  EXPECT_THAT(none.err, HasSubstr("--gates: a model of type 'single-task' has none"));
}

TEST_F(Predict, MeasuresByLabels) {
  const Outcome outcome = predict({dir_ / "t.csv", "--labels", "--out", dir_ / "o.csv"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("clicked auc: 0."));
  EXPECT_THAT(outcome.err, HasSubstr("bought accuracy: 1\n"));
  write_file(dir_ / "two.csv", "age,colour,tags,clicked,bought\n20,red,a,2,1\n");
  const Outcome two = predict({dir_ / "two.csv", "--labels"});
  EXPECT_EQ(two.status, 2);
  EXPECT_THAT(two.err, HasSubstr("found '2'; expected 0 or 1"));
  write_file(dir_ / "u.csv", "age,colour,tags,bought\n20,red,a,1\n");
  const Outcome missing = predict({dir_ / "u.csv", "--labels"});
  EXPECT_EQ(missing.status, 2);
  EXPECT_THAT(missing.err, HasSubstr("u.csv: there is no column 'clicked'"));
}

TEST_F(Predict, CountsUnseenCategoriesAndMissingValues) {
  write_file(dir_ / "u.csv", "age,colour,tags\n20,pink,a\n,red,a\n21,grey,z\n");
  const Outcome outcome = predict({dir_ / "u.csv"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("column 'colour': 2 rows with a category that training "
                                     "lacked"));
  EXPECT_THAT(outcome.err, HasSubstr("column 'tags': 1 row with a category"));
  EXPECT_THAT(outcome.err, HasSubstr("column 'age': 1 row without a value"));
}

TEST_F(Predict, RefusesWhatItCannotRead) {
  const auto refusal = [&](const std::vector<std::string>& more) {
    const Outcome outcome = predict(more);
    EXPECT_EQ(outcome.status, 2) << outcome.err;
    EXPECT_THAT(outcome.err, StartsWith("error: "));
    return outcome.err;
  };
  write_file(dir_ / "u.csv", "age,tags\n20,a\n");
  EXPECT_THAT(refusal({dir_ / "u.csv"}), HasSubstr("u.csv: there is no column 'colour'"));
  write_file(dir_ / "u.csv", "age,colour,tags\nold,red,a\n");
  EXPECT_THAT(refusal({dir_ / "u.csv"}), HasSubstr("u.csv:2: column 'age': found 'old'"));
  EXPECT_THAT(refusal({dir_ / "no.csv"}), HasSubstr("no.csv"));
  EXPECT_THAT(refusal({dir_ / "t.csv", "--no-header"}), HasSubstr("--no-header"));
  EXPECT_THAT(refusal({dir_ / "t.csv", "--delimiter", "ab"}), HasSubstr("--delimiter"));
  EXPECT_THAT(refusal({dir_ / "t.csv", "--out", dir_ / "t.csv"}), HasSubstr("cannot write"));
  EXPECT_THAT(refusal({dir_ / "t.csv", "--out", model()}), HasSubstr("it is a trained model"));
  const Outcome table = run_cli({"predict", dir_ / "t.csv", dir_ / "t.csv"});
  EXPECT_EQ(table.status, 2);
  EXPECT_THAT(table.err, HasSubstr("t.csv: found a header of"));
}

TEST_F(Predict, ExportsAModel) {
  for (const std::string label : {"mmoe", "single-task"}) {  // the second replaces the first
    const Outcome outcome = run_cli({"export", model(label), "--onnx", dir_ / "m.onnx"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_THAT(outcome.out + outcome.err, IsEmpty());
    EXPECT_THAT(read_file(dir_ / "m.onnx"), HasSubstr(R"({"name":")" + label));
  }
}

TEST_F(Predict, ExportsNothingElse) {
  const auto refusal = [&](const fs::path& from, const fs::path& to) {
    const Outcome outcome = run_cli({"export", from, "--onnx", to});
    EXPECT_EQ(outcome.status, 2) << outcome.err;
    EXPECT_THAT(outcome.err, StartsWith("error: "));
    EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1);
    return outcome.err;
  };
  const fs::path to = dir_ / "m.onnx";
  EXPECT_THAT(refusal(dir_ / "none.safetensors", to), HasSubstr("none.safetensors"));
  EXPECT_THAT(refusal(dir_ / "t.csv", to), HasSubstr("t.csv: found a header of"));
  EXPECT_FALSE(fs::exists(to));
  EXPECT_THAT(refusal(model(), dir_ / "m.bin"), HasSubstr("expected a name that ends in .onnx"));
  EXPECT_THAT(refusal(model(), dir_ / "none" / "m.onnx"), HasSubstr("cannot write"));
  write_file(to, "precious");
  EXPECT_THAT(refusal(model(), to), HasSubstr("which a model as ONNX would replace"));
  EXPECT_EQ(read_file(to), "precious");
}

TEST_F(Predict, DescribesAModel) {
  const Outcome outcome = run_cli({"model", "describe", model()});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  for (const char* part : {"MMoE of ", "column 'clicked'", "colour", "categorical", "validation",
                           "learning_rate", "log_loss"}) {
    EXPECT_THAT(outcome.out, HasSubstr(part));
  }
}

TEST_F(Predict, AllTrialsAreSavedWhereAskedFor) {
  const Outcome outcome = run_cli(plus_run({"--save-models", "all"}));
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const fs::path folder = dir_ / "out" / "models" / "mmoe" / "table=my";
  for (const char* rate : {"lr=0.01", "lr=0.05"}) {
    for (const char* run : {"run=0.safetensors", "run=1.safetensors"}) {
      EXPECT_TRUE(fs::exists(folder / rate / run)) << rate << run;
    }
  }
}

TEST_F(Predict, ModelsReplaceNothingElse) {
  write_file(model(), "precious");
  const Outcome outcome = run_cli(plus_run({"--save-models", "best", "--fresh"}));
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("which a trained model would replace"));
  EXPECT_EQ(read_file(model()), "precious");
}

}  // namespace
}  // namespace mmoe::testing
