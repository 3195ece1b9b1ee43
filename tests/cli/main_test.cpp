// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iterator>
#include <sstream>

#include "cli/trial_run.h"
#include "data/table/table_fixture.h"

namespace mmoe {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;
using testing::Outcome;
using testing::run_cli;
using ::testing::StartsWith;

TEST(Main, VersionNamesTheBuild) {
  const Outcome version = run_cli({"--version"});
  EXPECT_EQ(version.status, 0);
  EXPECT_THAT(version.out, MatchesRegex("mmoe-bench [0-9]+\\.[0-9]+\\.[0-9]+\n"
                                        "commit: ([0-9a-f]+(-dirty)?|unknown)\n"
                                        "compiler: (GNU|Clang) [0-9.]+\n"
                                        "flags: -.*\n"));
  EXPECT_EQ(version.err, "");
}

TEST(Main, HelpHasExamples) {
  const Outcome help = run_cli({"--help"});
  EXPECT_EQ(help.status, 0);
  EXPECT_THAT(help.out, HasSubstr("Examples:\n  mmoe-bench --exp synthetic "));
  EXPECT_THAT(help.out, HasSubstr("--version"));
  EXPECT_EQ(help.err, "");
}

/// The words of every command, as the man page has them; of `man` itself, which is hidden, too.
std::vector<std::vector<std::string>> all_commands() {
  std::vector<std::vector<std::string>> commands = {{"man"}};
  std::istringstream page(run_cli({"man"}).out);
  for (std::string line; std::getline(page, line);) {
    const std::string heading = ".SS mmoe\\-bench ";
    if (!line.starts_with(heading)) continue;
    std::string name = line.substr(heading.size());
    std::erase(name, '\\');  // roff writes a hyphen as \-
    std::istringstream words(name);
    commands.emplace_back(std::istream_iterator<std::string>(words),
                          std::istream_iterator<std::string>());
  }
  return commands;
}

TEST(Main, HelpOfEveryCommandHasExamples) {
  const auto commands = all_commands();
  EXPECT_GT(commands.size(), 20U);
  for (std::vector<std::string> words : commands) {
    std::string command = "mmoe-bench";
    for (const std::string& word : words) command += " " + word;
    words.push_back("--help");
    // Its own: a command without any would show those of the words above it.
    EXPECT_THAT(run_cli(words).out, ::testing::ContainsRegex("Examples?:(.|\n)*" + command))
        << command;
  }
}

/// Wrong usage is one line on stderr, nothing on stdout, status 2.
void expect_usage_error(const std::vector<std::string>& args, const std::string& line) {
  const Outcome outcome = run_cli(args);
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err, "error: " + line + "\n");
}

TEST(Main, UnknownFlagOffersTheNearest) {
  expect_usage_error({"--verison"}, "unknown flag '--verison'; did you mean '--version'?");
  expect_usage_error({"--verison=3"}, "unknown flag '--verison'; did you mean '--version'?");
  expect_usage_error({"completion", "--hepl", "bash"},
                     "completion: unknown flag '--hepl'; did you mean '--help'?");
}

TEST(Main, UnknownCommandOffersTheNearest) {
  expect_usage_error({"dta"}, "unknown command 'dta'; did you mean 'data'?");
  expect_usage_error({"completion", "bash", "zsh"}, "completion: unexpected argument 'zsh'");
}

TEST(Main, WrongValuesNameTheFlag) {
  expect_usage_error({"completion", "csh"}, "completion: shell: found 'csh'; did you mean 'zsh'?");
  expect_usage_error({"completion"}, "completion: shell is required");
}

struct WrongWord {
  std::vector<std::string> args;
  const char* line;
};

TEST(Main, EveryWrongValueIsSaidInTheSameWords) {
  const WrongWord cases[] = {
      {{"--exp", "synthetic", "--save-models", ""}, "--save-models: found ''; expected a value"},
      {{"--exp", "synthetic", "--log-level", "loud"},
       "--log-level: found 'loud'; expected one of error, warning, info, debug"},
      {{"--exp", "synthetic", "--save-models", "bets"},
       "--save-models: found 'bets'; did you mean 'best'?"},
      {{"--exp", "synthetic", "--jobs", "0"}, "--jobs: found 0; expected 1 to 1024"},
      {{"--exp", "synthetic", "--runs"}, "--runs: found no value; expected one"},
      {{"claims", "--claims", ""}, "claims: --claims: found ''; expected a value"},
      {{"verify", "/nowhere"},
       "verify: DIR: found '/nowhere', which does not exist; expected a file or folder"},
      {{"claims", "--claims", "/nowhere"},
       "claims: --claims: found '/nowhere', which does not exist; expected a file"},
      {{"claims", "--claims", "/"},
       "claims: --claims: found '/', which is a folder; expected a file"},
      {{"tuning", ".", "--setting", "group=1"}, "tuning: --setting requires --write"},
      {{"--exp", "/"},
       "--exp: '/' is a folder; expected a built-in experiment, or a JSON file, such as the "
       "folder's result"},
  };
  for (const WrongWord& wrong : cases) expect_usage_error(wrong.args, wrong.line);
}

TEST(Main, ATableInPlaceOfAnExperimentIsToldWhatToDo) {
  const testing::TempDir dir;
  const std::string table = dir / "my.csv", recipe = dir / "my.json";
  testing::write_file(table, "a,b\n1,0\n");
  testing::write_file(recipe, R"({"schema": "mmoe-bench/table", "files": "my.csv"})");
  expect_usage_error({"--exp", table},
                     "--exp: '" + table +
                         "' is a table; expected an experiment: write a recipe by `mmoe-bench data "
                         "init " +
                         table +
                         " --out RECIPE.json`, and run `mmoe-bench --exp table --set "
                         "data.recipe=RECIPE.json`");
  expect_usage_error({"--exp", recipe},
                     "--exp: '" + recipe +
                         "' is the recipe of a table; expected an experiment: `mmoe-bench --exp "
                         "table --set data.recipe=" +
                         recipe + "`");
}

/// CLI11 takes the next word for the value of "--out=", and "--quiet=" for a switch that is on.
TEST(Main, NoFlagWithAnEqualsSignTakesAnEmptyValue) {
  for (const char* flag : {"--out", "--exp", "--quiet", "--paper"}) {
    expect_usage_error({"--exp", "synthetic", std::string(flag) + "=", "results"},
                       std::string(flag) + ": found ''; expected a value");
  }
}

TEST(Main, AloneShowsItsMainCommands) {
  const Outcome outcome = run_cli(std::vector<std::string>{});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.out, "");
  for (const char* command : {"--exp synthetic", "report results/synthetic", "verify ", "compare ",
                              "data describe ", "--help"}) {
    EXPECT_THAT(outcome.err, HasSubstr(std::string("mmoe-bench ") + command));
  }
}

TEST(Main, HelpIsFoldedAndSaysOncePerGroupWhatFlagsNeed) {
  const std::string help = run_cli({"--help"}).out;
  EXPECT_THAT(help, HasSubstr(" (with --exp):\n"));
  EXPECT_THAT(help, Not(HasSubstr("Needs:")));
  std::istringstream lines(help);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 100U) << line;
}

TEST(Main, AReaderThatLeavesIsNoError) {
  const Outcome outcome = run_cli({.args = {"--help"}, .stdout_closed = true});
  EXPECT_EQ(outcome.status, 141);
  EXPECT_EQ(outcome.err, "");
}

TEST(Main, AFullDiskIsAnError) {
  const Outcome outcome = testing::run_program(
      "sh", {.args = {"-c", "exec \"$0\" --help >/dev/full", testing::binary()}});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.err, "error: cannot write to standard output: No space left on device\n");
}

/// The status of a tiny run with its standard streams redirected by the shell, and its files.
class Streams : public ::testing::TestWithParam<const char*> {};

TEST_P(Streams, ThatTakeNothingEndNoRunAndSpoilNoFile) {
  const testing::TempDir dir;
  const std::string experiment = testing::write_tiny_experiment(dir.path(), 5);
  const Outcome outcome = testing::run_program(
      "sh", {.args = {"-c",
                      "exec \"$0\" --exp \"$1\" --runs 1 --out \"$2\" --predictions \"$3\" " +
                          std::string(GetParam()),
                      testing::binary(), experiment, dir / "out", dir / "p.csv"}});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_TRUE(std::filesystem::exists(dir / "out" / "tiny.json"));
  EXPECT_EQ(testing::read_file(dir / "p.csv").find("trials"), std::string::npos);
  const Outcome wrong = testing::run_program(
      "sh",
      {.args = {"-c", "exec \"$0\" --exp nope " + std::string(GetParam()), testing::binary()}});
  EXPECT_EQ(wrong.status, 2);
}

INSTANTIATE_TEST_SUITE_P(Stderr, Streams, ::testing::Values("2>&-", "2>/dev/full", "2>&- <&-"));

TEST(Main, ColoursOnlyOnATerminalWithoutNoColor) {
  if (!testing::have_terminals()) GTEST_SKIP() << testing::kNoTerminals;
  const std::map<std::string, std::string> plain = {{"NO_COLOR", ""}, {"TERM", "xterm"}};
  const auto error = [](std::map<std::string, std::string> env, bool terminal) {
    return run_cli({.args = {"--no"}, .env = std::move(env), .stderr_terminal = terminal}).err;
  };
  EXPECT_THAT(error(plain, true), StartsWith("\x1b[31merror:\x1b[0m "));
  EXPECT_THAT(error(plain, false), StartsWith("error: "));
  EXPECT_THAT(error({{"NO_COLOR", "1"}, {"TERM", "xterm"}}, true), StartsWith("error: "));
  EXPECT_THAT(error({{"NO_COLOR", ""}, {"TERM", "dumb"}}, true), StartsWith("error: "));
}

constexpr int kNarrow = 60;

class NarrowTerminal : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!testing::have_terminals()) GTEST_SKIP() << testing::kNoTerminals;
  }

  /// Expects no wide line but commands to copy, which stay whole.
  static void expect_folded(const std::vector<std::string>& args) {
    for (const std::string& line :
         testing::lines_wider_than(kNarrow, testing::shown_at(kNarrow, args))) {
      EXPECT_THAT(line, AllOf(StartsWith("  "), HasSubstr("mmoe-bench")));
      EXPECT_EQ(line.find("  ", 2), std::string::npos) << line;  // no comment
    }
  }

  testing::TempDir dir_;
};

TEST_F(NarrowTerminal, HelpIsFoldedAndItsCommandsStayWhole) {
  for (const std::vector<std::string>& command :
       std::vector<std::vector<std::string>>{{},
                                             {"compare"},
                                             {"report"},
                                             {"store", "salvage"},
                                             {"fit-figure-2"},
                                             {"data", "synthetic"}}) {
    std::vector<std::string> args = command;
    args.push_back("--help");
    expect_folded(args);
  }
  EXPECT_THAT(testing::shown_at(kNarrow, {"report", "--help"}),
              AllOf(HasSubstr("\n  mmoe-bench report results --out report --format tex,pdf\n"
                              "      for a paper\n"),
                    HasSubstr("\n  mmoe-bench report results/reference --out results --format "
                              "md,svg,csv\n      a README.md\n")));
  EXPECT_THAT(testing::shown_at(kNarrow, {"store", "salvage", "--help"}),
              HasSubstr("Example:\n  mmoe-bench store salvage results/synthetic --out "
                        "results/saved\nThe experiment's own command"));
  EXPECT_THAT(testing::shown_at(kNarrow, {"compare", "--help"}), HasSubstr("\nExamples:\n  mmoe"));
  EXPECT_THAT(testing::shown_at(120, {"report", "--help"}), HasSubstr("tex,pdf   for a paper\n"));
}

TEST_F(NarrowTerminal, MainCommandsHaveTheirCommentsBelow) {
  expect_folded({});
  EXPECT_THAT(testing::shown_at(kNarrow, {}),
              HasSubstr("\n  mmoe-bench --exp synthetic\n      run an experiment: a built-in one, "
                        "or a JSON file\n"));
}

TEST_F(NarrowTerminal, TablesOfDataKeepTheirColumns) {
  testing::write_file(dir_ / "t.csv", small_table(200));
  const std::string recipe = dir_ / "my.json";
  testing::write_file(recipe, small_recipe());
  for (const char* command : {"describe", "audit"}) {
    const std::string shown = testing::shown_at(kNarrow, {"data", command, recipe});
    for (const std::string& line : testing::lines_wider_than(kNarrow, shown)) {
      EXPECT_THAT(line, MatchesRegex("t.csv  [0-9a-f]+"));  // a checksum
    }
    EXPECT_THAT(shown, AllOf(HasSubstr("  train  validation  "), Not(HasSubstr("error"))));
  }
  EXPECT_THAT(testing::lines_wider_than(kNarrow, testing::shown_at(kNarrow, {"claims"})),
              IsEmpty());
  EXPECT_THAT(
      testing::lines_wider_than(
          kNarrow, testing::shown_at(kNarrow, {"fit-figure-2", "--sines", "1", "--starts", "1"})),
      IsEmpty());
}

}  // namespace
}  // namespace mmoe
