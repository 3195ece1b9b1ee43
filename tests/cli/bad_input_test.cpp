// SPDX-License-Identifier: Apache-2.0
// Mistakes of users in --exp, through the real binary.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/run_cli.h"
#include "data/census/census_fixture.h"

namespace mmoe::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::StartsWith;

/// One line `error: ...`, exit 2, and nothing left behind.
void expect_refused(const std::vector<std::string>& args, const std::string& said) {
  const TempDir dir;
  std::vector<std::string> all = args;
  all.insert(all.end(), {"--out", dir / "out"});
  const Outcome outcome = run_cli({.args = all, .env = {{"XDG_CACHE_HOME", dir / "cache"}}});
  EXPECT_EQ(outcome.status, 2) << outcome.err;
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, StartsWith("error: "));
  EXPECT_THAT(outcome.err, HasSubstr(said));
  EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
  EXPECT_FALSE(fs::exists(dir / "out"));
}

TEST(BadInput, RefusesUnknownNamesWithTheNearest) {
  expect_refused({"--exp", "sinthetic"},
                 "--exp: unknown experiment 'sinthetic'; did you mean "
                 "'synthetic'?");
  expect_refused({"--exp", "synthetic", "--models", "mmoe,mmo"},
                 "--models: unknown model 'mmo'; did you mean 'mmoe'?");
  expect_refused({"--exp", "synthetic", "--set", "training.step=5"},
                 "--set: training.step: unknown field; did you mean 'steps'?");
  expect_refused({"--exp", "synthetic", "--modles", "mmoe"}, "--models");
}

TEST(BadInput, RefusesNumbersOutOfRange) {
  expect_refused({"--exp", "synthetic", "--cosine", "1.5"}, "--cosine: data.cosine");
  expect_refused({"--exp", "synthetic", "--pearson", "0.9999"}, "--pearson: data.pearson");
  expect_refused({"--exp", "synthetic", "--runs", "0"}, "--runs: found 0; expected 1 to");
  expect_refused({"--exp", "synthetic", "--runs", "1000000000"}, "runs: found 1000000000 runs");
  expect_refused({"--exp", "synthetic", "--steps", "-1"}, "--steps: training.steps: found -1");
  expect_refused({"--exp", "synthetic", "--steps", "1e99"}, "--steps: found '1e99'; expected a");
  expect_refused({"--exp", "synthetic", "--exp", "census-income"},
                 "error: --exp: found 2 values; expected one");
  expect_refused({"--exp", "synthetic", "--seed", "-1"}, "--seed: found -1");
  expect_refused({"--exp", "synthetic", "--batch", "0"}, "--batch: training.batch: found 0");
  expect_refused({"--exp", "synthetic", "--jobs", "0"}, "--jobs");
  expect_refused({"--exp", "synthetic", "--group", "1"}, "--group: data.group: unknown field");
  expect_refused({"--exp", "synthetic", "--lr", "nan"}, "--lr: found 'nan'");
  expect_refused({"--exp", "synthetic", "--lr", "inf"}, "--lr: found 'inf'");
  expect_refused({"--exp", "synthetic", "--lr", "-1"}, "--lr: training.learning_rates");
  expect_refused({"--exp", "synthetic", "--cosine", "0:1:0"}, "--cosine: found '0:1:0'");
  expect_refused({"--exp", "synthetic", "--set", "data.correlation_matrix=[1,2,2,1]"},
                 "--set: data.correlation_matrix: found 2; expected -1 to 1");
  expect_refused(
      {"--exp", "synthetic", "--set", "data.cosine=[]", "--set",
       "data.correlation_matrix=[1,0.9,-0.9,0.9,1,0.9,-0.9,0.9,1]", "--set", "data.tasks=3"},
      "semi-definite");
}

TEST(BadInput, RefusesTheAucOfARegression) {
  const TempDir dir;
  const std::string said =
      "training.objective: found 'main-auc', but the main task 'y1' is a regression, which has no "
      "AUC; expected 'loss'";
  expect_refused({"--exp", "synthetic", "--set", "training.objective=main-auc"},
                 "error: --set: " + said);
  write_file(dir / "own.json",
             "{\"extends\": \"synthetic\", \"selected\": [\"mmoe\"],\n \"models\": [{\"model\": "
             "\"mmoe\",\n \"training\": {\"objective\": \"main-auc\"}}]}");
  expect_refused({"--exp", dir / "own.json"}, "own.json:3: models[0]." + said);
}

TEST(BadInput, SaysWhichNumbersAFlagTakes) {
  expect_refused({"--exp", "synthetic", "--runs", "99999999999999999999"},
                 "--runs: found '99999999999999999999'; expected a whole number from -92");
  expect_refused({"--exp", "synthetic", "--runs", "0x10"},
                 "--runs: found '0x10'; expected a whole");
  const auto refused = [](const std::string& flag, const std::string& value,
                          const std::string& said) {
    expect_refused({"data", "synthetic", flag, value}, "data: synthetic: " + flag + ": " + said);
  };
  refused("--rows", "1e12", "found '1e12'; expected a whole number, digits only");
  refused("--rows", "0", "found 0; expected 1 to ");
  refused("--seed", "-1", "found '-1'; expected a whole number of at least 0");
  refused("--noise", "abc", "found 'abc'; expected a number");
  refused("--alpha", "1,x", "found 'x'; expected a number");
}

TEST(BadInput, SaysHowAMatrixIsWritten) {
  const auto refused = [](std::vector<std::string> args, const std::string& said) {
    args.insert(args.begin(), {"data", "synthetic"});
    expect_refused(args, "error: --matrix: " + said);
  };
  refused({"--matrix", "1,0.5,0.5,1"},
          "found 4 numbers in row 1; expected 1: as many as rows, which ';' separates");
  refused({"--matrix", "1,0.5;0.5"},
          "found 1 number in row 2; expected 2: as many as rows, which ';' separates");
  refused({"--tasks", "3", "--matrix", "1,0,0,0,1,0,0,0,1"},
          "found 1 row; expected 3, the --tasks; ';' separates rows");
  refused({"--matrix", "1,x;x,1"}, "found 'x' in row 1; expected a number");
}

TEST(BadInput, AWholeNumberIsDecimal) {
  const auto lines = [](const char* rows) {
    const std::string out = run_cli({"data", "synthetic", "--cosine", "1", "--rows", rows}).out;
    return std::count(out.begin(), out.end(), '\n');
  };
  EXPECT_EQ(lines("010"), 11);
}

TEST(BadInput, NamesTheLineOfABadExperimentFile) {
  const TempDir dir;
  const auto refused = [&](const std::string& text, const std::string& said) {
    write_file(dir / "bad.json", text);
    expect_refused({"--exp", dir / "bad.json"}, said);
  };
  refused("", "bad.json:1:1: malformed JSON: syntax error while parsing value - unexpected end");
  refused("{}", "bad.json: data: missing");
  refused("{\"data\": {\"set\": \"synthetic\"}}", "bad.json: models: missing");
  refused("{\"extends\": \"synthetic\",\n \"runs\": }", "bad.json:2:10: malformed JSON");
  refused("{\"extends\": \"synthetic\",\n\n \"run\": 3}", "bad.json:3: run: unknown field");
  refused(
      "{\"extends\": \"synthetic\",\n \"models\": [\n {\"model\": \"mmoe\", \"options\":\n"
      " {\"expert\": [0]}}], \"selected\": [\"mmoe\"]}",
      "bad.json:4: models[0].options.expert: found 0; expected 1 to");
  refused("{\"extends\": \"synthetic\", \"runs\": 2,\n \"runs\": 3}",
          "bad.json:2: 'runs' is given twice");
  refused("{\"extends\": \"synthetic\",\n \"data\": {\"noise\": 1e999}}",
          "bad.json: a number is out");
  refused("{\"extends\": \"synthetic\",\n \"models\": [\"mmo\"], \"selected\": []}",
          "bad.json:2: models[0].model: unknown model 'mmo'; did you mean 'mmoe'?");
  refused(
      "{\"extends\": \"synthetic\",\n \"models\": [\n {\"model\": \"mmoe\", \"options\":\n"
      " {\"exprt\": [8]}}], \"selected\": [\"mmoe\"]}",
      "bad.json:4: models[0].options.exprt: unknown");
  refused("{\"extends\": \"synthetik\"}", "bad.json:1: extends: unknown experiment");
  refused("{\"extends\": \"bad.json\"}", "extends itself");
  const auto synthetic = [](const std::string& member) {
    return "{\"extends\": \"synthetic\",\n " + member + "}";
  };
  refused(synthetic("\"runs\": 1e300"), "bad.json:2: runs: found 1e+300; expected a whole number");
  refused(synthetic("\"data\": {\"sines\": 18446744073709551615}"),
          "bad.json:2: data.sines: found 18446744073709551615; expected a whole number");
  refused(synthetic("\"selected\": [1]"), "bad.json:2: selected: found [1]; expected a list");
  refused(synthetic("\"name\": \"../up\""),
          "bad.json:2: name: found '../up'; expected a valid file name");
  refused(synthetic("\"two\\nlines\": 1"), "bad.json:2: two\\x0alines: unknown field");
  refused(std::string(100, '['), "bad.json:1:101: malformed JSON");
  refused(std::string(100, '[') + std::string(100, ']'), "bad.json:1: found more than 64 levels");
}

TEST(BadInput, RefusesWhatWouldRunTwiceAndCountAsTwo) {
  const auto refused = [](const std::string& flag, const std::string& value,
                          const std::string& said) {
    expect_refused({"--exp", "synthetic", flag, value}, said);
  };
  refused("--lr", "1e-3,0.01,0.001", "--lr: training.learning_rates: found 0.001 twice; expected");
  refused("--cosine", "0.5,0.5", "--cosine: data.cosine: found 0.5 twice; expected each value");
  refused("--cosine", "0:1:0.1,0.3", "--cosine: data.cosine: found 0.3 twice");
  refused("--pearson", "0.5,0.5", "--pearson: data.pearson: found 0.5 twice");
  refused("--set", "data.cosine=[0, 1, 0]", "--set: data.cosine: found 0 twice");
  refused("--models", "mmoe,omoe,mmoe", "--models: found 'mmoe' twice; expected each model once");
  const TempDir dir;
  write_file(dir / "bad.json", R"({"extends": "synthetic", "selected": ["mmoe", "mmoe"]})");
  expect_refused({"--exp", dir / "bad.json"}, "bad.json:1: found 'mmoe' twice");
}

TEST(BadInput, RefusesTwoFlagsOfWhichOneWouldBeDropped) {
  const std::string said = "data.pearson: correlations are given in two ways; expected one of";
  expect_refused({"--exp", "synthetic", "--pearson", "0.5", "--cosine", "0.5"}, said);
  expect_refused({"--exp", "synthetic", "--cosine", "0.5", "--set", "data.pearson=[0.5]"}, said);
  expect_refused({"data", "synthetic", "--pearson", "0.5", "--cosine", "0.5"}, "in two ways");
}

TEST(BadInput, RefusesACommandBesideAnExperiment) {
  const Outcome outcome = run_cli({"--exp", "synthetic", "models"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(
      outcome.err,
      "error: models: found together with --exp, which runs an experiment; expected one of the "
      "two\n");
}

TEST(BadInput, RefusesAFlagWithoutAValue) {
  for (const std::string flag : {"--models", "--data-dir", "--predictions", "--shard"}) {
    expect_refused({"--exp", "synthetic", flag, ""}, flag + ": found ''; expected a value");
  }
  EXPECT_EQ(run_cli({"--exp", "synthetic", "--out", ""}).err,
            "error: --out: found ''; expected a value\n");
  EXPECT_EQ(run_cli({"check", "--models", ""}).err,
            "error: check: --models: found ''; expected a value\n");
}

TEST(BadInput, ReadsEveryModelListedAlsoThoseNotChosen) {
  const TempDir dir;
  const auto refused = [&](const std::string& models, const std::string& said) {
    write_file(dir / "bad.json", "{\"extends\": \"synthetic\",\n \"models\": " + models +
                                     ",\n \"selected\": [\"mmoe\"]}");
    expect_refused({"--exp", dir / "bad.json"}, said);
  };
  refused("[3, \"mmoe\"]", "bad.json:2: models[0]: found 3; expected an object");
  refused("[\"mmoe\", \"omo\"]", "bad.json:2: models[1].model: unknown model 'omo'; did you mean");
  refused("[\"mmoe\", \"omoe\", \"omoe\"]", "bad.json:2: models[2]: 'omoe' is listed twice");
  for (const char* chosen : {"mmoe", "mmoe,omoe"}) {
    expect_refused(
        {"--exp", "synthetic", "--models", chosen, "--set", "models=[\"mmoe\",\"mmoee\"]"},
        "--set: models[1].model: unknown model 'mmoee'; did you mean 'mmoe'?");
  }
}

TEST(BadInput, SaysWhyAFileCannotBeRead) {
  const TempDir dir;
  fs::create_directory(dir / "folder.json");
  expect_refused({"--exp", dir / "folder.json"}, "folder.json' is a folder; expected");
  expect_refused({"--exp", dir / "none.json"}, "none.json: cannot be read: No such file");
}

TEST(BadInput, RefusesAPaperThatIsNoObject) {
  const TempDir dir;
  write_file(dir / "bad.json", "{\"extends\": \"synthetic\",\n \"paper\": 5}");
  expect_refused({"--exp", dir / "bad.json", "--paper"},
                 "bad.json:2: paper: found 5; expected an object");
}

TEST(BadInput, RefusesAPaperThatIsNotThere) {
  const std::string said = " has no member \"paper\", a fuller protocol; expected";
  expect_refused({"--exp", "census-sweep", "--paper"},
                 "--paper: experiments/census-sweep.json" + said);
  const TempDir dir;
  write_file(dir / "my.json", R"({"data": {"set": "synthetic"}, "models": ["mmoe"]})");
  expect_refused({"--exp", dir / "my.json", "--paper"}, "my.json" + said);
}

TEST(BadInput, RefusesFlagsOfFilesWhereTheDataHaveNone) {
  for (const auto& flag :
       {std::vector<std::string>{"--strict"}, std::vector<std::string>{"--data-dir", "."}}) {
    std::vector<std::string> args = {"--exp", "synthetic"};
    args.insert(args.end(), flag.begin(), flag.end());
    expect_refused(args, flag[0] +
                             ": found with the data set 'synthetic', which has no files; "
                             "expected census-income");
  }
  expect_refused({"--exp", "synthetic", "--drop-leaks"},
                 "--drop-leaks: data.drop_leaks: unknown field");
}

TEST(BadInput, RefusesAModelToMatchThatIsWrong) {
  const TempDir dir;
  const auto refused = [&](const std::string& reference, const std::string& said) {
    write_file(dir / "bad.json",
               "{\"extends\": \"synthetic\",\n \"models\": [{\"model\": \"omoe\",\n "
               "\"match_parameters\": " +
                   reference + "}]}");
    expect_refused({"--exp", dir / "bad.json"}, "bad.json:3: models[0].match_parameters" + said);
  };
  refused("3", ": found 3; expected a string");
  refused("\"mine\"", ": unknown model 'mine'");
  refused("{\"model\": \"mmo\"}", ".model: unknown model 'mmo'; did you mean 'mmoe'?");
  refused("{\"model\": \"mmoe\", \"options\": {\"experts\": 0}}", ".options.experts: found 0");
  refused("{\"model\": \"mmoe\", \"label\": \"x\"}", ".label: unknown field");
}

TEST(BadInput, RefusesToSetAMemberOfANumber) {
  expect_refused({"--exp", "synthetic", "--set", "runs.x=1"},
                 "--set: runs.x: there is no member 'x' in 12");
}

TEST(BadInput, NamesTheFlagThatMadeAMember) {
  expect_refused({"--exp", "synthetic", "--set", "foo.bar=1"},
                 "error: --set foo.bar: foo: unknown field");
  for (const std::string path : {".", ".runs", "runs.", "data..noise"}) {
    expect_refused({"--exp", "synthetic", "--set", path + "=1"},
                   "--set: found the path '" + path + "'; expected names separated by dots");
  }
}

TEST(BadInput, SaysOptionsThatTheLibraryNamesAsFlags) {
  const TempDir dir;
  expect_refused({"--exp", "census-income", "--data-dir", dir.path().string()},
                 "`, or leave out --data-dir, so that other folders are searched");
  const TempDir census;
  write_file(census / "census-income.data", census_text(60));
  write_file(census / "census-income.test", census_text(30));
  expect_refused({"--exp", "census-income", "--data-dir", census.path().string(), "--group", "2",
                  "--protocol", "keras-mmoe"},
                 "apply to group 1 only; add --group 1");
}

TEST(BadInput, RefusesAFolderThatCannotBeWritten) {
  for (const std::string folder : {"/proc/nowhere", "/dev/null"}) {
    const Outcome outcome = run_cli({"--exp", "synthetic", "--steps", "0", "--out", folder});
    EXPECT_EQ(outcome.status, 2) << outcome.err;
    EXPECT_THAT(outcome.err, StartsWith("error: --out: " + folder));
  }
}

TEST(BadInput, RefusesAResultThatCannotBeWrittenBeforeItTrains) {
  const TempDir dir;
  fs::create_directories(dir / "synthetic.json");
  const Outcome outcome = run_cli({"--exp", "synthetic", "--out", dir.path()});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.err, "error: cannot write '" + (dir / "synthetic.json").string() +
                             "': it is not a regular file; expected a file's name\n");
  EXPECT_FALSE(fs::exists(dir / "trials.sqlite"));
}

TEST(BadInput, NamesFileAndLineOfABadCensusRow) {
  const TempDir dir;
  const auto refused = [&](const std::string& test, const std::string& said) {
    write_file(dir / "census-income.data", census_text(60));
    write_file(dir / "census-income.test", test);
    expect_refused({"--exp", "census-income", "--data-dir", dir.path()}, said);
  };
  refused(census_line() + census_line().substr(3),
          "census-income.test:2: found 41 fields; expected 42");
  refused(census_line({{"income", "rich"}}),
          "census-income.test:1: column 'income': found 'rich.'");
  refused(census_line({{"age", "old"}}), "census-income.test:1: ");
  refused("", "census-income.test: ");
}

TEST(BadInput, RefusesATruncatedArchive) {
  const TempDir dir;
  const TestFolder folder;
  folder.write_gz("census-income.data.gz", census_text(60));
  const std::string whole = read_file(fs::path(folder.path()) / "census-income.data.gz");
  write_file(dir / "census-income.data.gz", whole.substr(0, whole.size() / 2));
  write_file(dir / "census-income.test", census_text(30));
  expect_refused({"--exp", "census-income", "--data-dir", dir.path()}, "census-income.data.gz");
}

}  // namespace
}  // namespace mmoe::testing
