// SPDX-License-Identifier: Apache-2.0
// Names and values that people and other programs really give, through the real binary.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/trial_run.h"

namespace mmoe::testing {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class HostileNames : public ::testing::Test {
 protected:
  Outcome run(const std::vector<std::string>& flags) const {
    std::vector<std::string> args = {"--exp", write_tiny_experiment(dir_.path(), 10), "--runs", "1",
                                     "--quiet"};
    args.insert(args.end(), flags.begin(), flags.end());
    return run_cli(args);
  }

  void expect_refused(const std::vector<std::string>& flags, const std::string& said) const {
    std::vector<std::string> args = flags;
    args.insert(args.end(), {"--out", dir_ / "refused"});
    const Outcome outcome = run(args);
    EXPECT_EQ(outcome.status, 2) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr(said));
    EXPECT_FALSE(std::filesystem::exists(dir_ / "refused"));
  }

  static std::string models(const std::string& label) {
    return "models=" + json::array({{{"model", "mmoe"}, {"label", label}}}).dump();
  }

  TempDir dir_;
};

TEST_F(HostileNames, ALabelThatWouldMisleadIsRefused) {
  expect_refused({"--set", models("omoe")}, "models[0].label: found 'omoe' for mmoe; expected a");
  expect_refused({"--set", models("OMoE")}, "models[0].label: found 'OMoE' for mmoe; expected a");
  expect_refused({"--set", models("omoE")}, "models[0].label: found 'omoE' for mmoe; expected a");
  expect_refused({"--set", models("a ")}, "models[0].label: found 'a '; expected no control");
  expect_refused({"--set", models(" ")}, "models[0].label: found ' '; expected no control");
  expect_refused({"--set", models("a\x1b[2J")}, "models[0].label: found 'a\\x1b[2J'; expected no");
  expect_refused({"--set", models("a\u009b")}, "models[0].label: found 'a\\x9b'; expected no");
  expect_refused({"--set", R"(models=["mmoe", {"model": "mmoe", "label": "MMoE"}])"},
                 "'MMoE' is listed twice");
}

TEST_F(HostileNames, AnExperimentsNameHasToNameFiles) {
  expect_refused({"--set", "name=" + std::string(201, 'n')}, "name: found 201 bytes; expected at");
  expect_refused({"--set",
                  "name=a\x1b"
                  "b"},
                 "name: found 'a\\x1bb'; expected UTF-8 without");
  expect_refused({"--set", "name=bad\xff"}, "; expected UTF-8");
  const std::string longest(200, 'n');
  ASSERT_EQ(run({"--set", "name=" + longest, "--out", dir_ / "out"}).status, 0);
  EXPECT_TRUE(std::filesystem::exists(dir_ / "out" / (longest + ".json")));
  const Outcome report =
      run_cli({"report", dir_ / "out", "--out", dir_ / "report", "--format", "txt"});
  EXPECT_EQ(report.status, 0) << report.err;
}

TEST_F(HostileNames, AFolderWhoseNameIsNotUtf8HasEvents) {
  const Outcome outcome = run({"--json", "--out", dir_ / "bad\xff"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  const auto last = outcome.out.rfind("{\"event\":\"result\"");
  ASSERT_NE(last, std::string::npos);
  EXPECT_THAT(json::parse(outcome.out.substr(last))["file"], HasSubstr("bad\uFFFD"));
}

TEST_F(HostileNames, TheNextCommandCanBeCopied) {
  const auto next = [&](const std::string& folder) {
    return run_cli({.args = {"--exp", write_tiny_experiment(dir_.path(), 5), "--runs", "1", "--out",
                             folder},
                    .cwd = dir_.path()})
        .err;
  };
  EXPECT_THAT(next("-x"), HasSubstr("next: mmoe-bench report ./-x\n"));
  EXPECT_THAT(next("a\nb"),
              HasSubstr("wrote a\\x0ab/tiny.json\nnext: mmoe-bench report $'a\\x0ab'"));
}

TEST_F(HostileNames, EscapesOfAResultDoNotReachTheTerminal) {
  ASSERT_EQ(run({"--out", dir_ / "out"}).status, 0);
  std::string text = read_file(dir_ / "out/tiny.json");
  for (std::size_t at = 0; (at = text.find("\"mmoe\"", at)) != std::string::npos;) {
    text.replace(at, 6, R"("mm\u001b]0;OWNED\u0007oe")");
  }
  write_file(dir_ / "hostile.json", text);
  const Outcome compared = run_cli({"compare", dir_ / "hostile.json", dir_ / "hostile.json"});
  EXPECT_EQ(compared.status, 0) << compared.err;
  EXPECT_THAT(compared.out, AllOf(HasSubstr("\\x1b]0;OWNED\\x07"), Not(HasSubstr("\x1b"))));
  EXPECT_THAT(compared.err, Not(HasSubstr("\x1b")));
}

TEST_F(HostileNames, CloseSettingsAreToldApart) {
  const Outcome outcome = run({"--cosine", "0.12341, 0.12342", "--out", dir_ / "out"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("\ncosine 0.12341"), HasSubstr("\ncosine 0.12342")));
  const std::string report = dir_ / "report";
  ASSERT_EQ(run_cli({"report", dir_ / "out", "--out", report, "--format", "txt"}).status, 0);
  EXPECT_THAT(read_file(report + "/tables/tiny-label-correlation.txt"),
              AllOf(HasSubstr("\n0.12341 "), HasSubstr("\n0.12342 ")));
}

TEST_F(HostileNames, ABlankAfterACommaIsNoPartOfAName) {
  const Outcome outcome = run({"--models", "mmoe, omoe", "--out", dir_ / "out"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("tiny: 1 run, 10 steps"), HasSubstr("OMoE")));
}

TEST_F(HostileNames, OneModelsOptionIsSetByItsLabel) {
  const Outcome outcome = run({"--models", "mmoe,omoe", "--set", "models.mmoe.experts=3", "--set",
                               "models.omoe.training.steps=7", "--out", dir_ / "out"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const json experiment = json::parse(read_file(dir_ / "out/tiny.json"))["experiment"];
  EXPECT_EQ(experiment["models"][0]["options"]["experts"], 3);
  EXPECT_NE(experiment["models"][1]["options"]["experts"], 3);
  EXPECT_EQ(experiment["models"][1]["training"]["steps"], 7);
  expect_refused({"--set", "models.mmo.experts=3"}, "no listed model has the label 'mmo'; did you");
  expect_refused({"--set", "models.mmoe.expert_count=3"}, "models[");
  expect_refused({"--set", "models[0].options.experts=3"}, "such as models.mmoe.experts");
}

TEST_F(HostileNames, NullInAnExtendingFileTakesAMemberAway) {
  write_file(dir_ / "base.json",
             R"({"extends": "synthetic", "data": {"cosine": [0.5], "noise": 0.2},
                                     "training": {"batch": 8}})");
  write_file(dir_ / "more.json",
             R"({"extends": "base.json", "data": {"noise": null}, "training": null})");
  const auto shown = [&](const char* file) {
    return json::parse(run_cli({"experiment", "show", dir_ / file}).out);
  };
  EXPECT_EQ(shown("base.json")["data"]["noise"], 0.2);
  EXPECT_FALSE(shown("more.json")["data"].contains("noise"));
  EXPECT_EQ(shown("more.json")["data"]["cosine"], json::array({0.5}));
  EXPECT_FALSE(shown("more.json").contains("training"));
}

TEST_F(HostileNames, SeedsBeyondWhatJsonReadersKeepAreRefused) {
  expect_refused({"--seed", "9007199254740993"},
                 "seed: found 9007199254740993; expected 0 to 9007199254740992");
  for (const char* command : {"synthetic", "recommendation"}) {
    const Outcome outcome = run_cli({"data", command, "--seed", "9007199254740993"});
    EXPECT_EQ(outcome.status, 2) << command;
    EXPECT_THAT(outcome.err, HasSubstr("--seed"));
  }
  EXPECT_EQ(run_cli({"fit-figure-2", "--seed", "9007199254740993"}).status, 2);
}

}  // namespace
}  // namespace mmoe::testing
