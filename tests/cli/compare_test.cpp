// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <algorithm>

#include "cli/run_cli.h"
#include "results/sample_result.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// The fewest with which 18 tests can be significant: 2^(1 - n) <= 0.05 / 18.
constexpr int kRuns = 10;

/// `factor` on the test losses of one model: `jitter` of the run number keeps differences apart.
ordered_json scaled(ordered_json result, const std::string& model, double factor) {
  for (ordered_json& trial : result["trials"]) {
    if (trial["model"] != model) continue;
    const double jitter = 1 + 0.001 * trial["run"].get<int>();
    for (ordered_json& metric : trial["metrics"]) {
      if (metric["metric"] != "mse") continue;
      metric["value"] = metric["value"].get<double>() * factor * jitter;
    }
  }
  return result;
}

class CompareCommand : public ::testing::Test {
 protected:
  CompareCommand() { write_result(sample_synthetic(kRuns), dir_ / "a.json"); }

  Outcome compare(const ordered_json& second, std::vector<std::string> flags = {}) {
    write_result(second, dir_ / "b.json");
    flags.insert(flags.begin(), {"compare", dir_ / "a.json", dir_ / "b.json"});
    return run_cli(flags);
  }

  TempDir dir_;
};

TEST_F(CompareCommand, TheSameResultIsNotWorse) {
  const Outcome same = compare(sample_synthetic(kRuns), {"--fail-if-worse"});
  EXPECT_EQ(same.status, 0) << same.err;
  EXPECT_THAT(same.out, HasSubstr("0 worse, 0 better, 0 untested, 18 with no difference told"));
  EXPECT_THAT(same.out, Not(HasSubstr("configuration differs")));
}

TEST_F(CompareCommand, FailsOnlyWhereItIsAskedAndWorse) {
  const ordered_json worse = scaled(sample_synthetic(kRuns), "mmoe", 1.5);
  EXPECT_EQ(compare(worse).status, 0);
  const Outcome failed = compare(worse, {"--fail-if-worse"});
  EXPECT_EQ(failed.status, 3) << failed.out;
  EXPECT_THAT(failed.out, HasSubstr("6 worse, 0 better"));
  EXPECT_EQ(compare(scaled(sample_synthetic(kRuns), "mmoe", 0.5), {"--fail-if-worse"}).status, 0);
}

TEST_F(CompareCommand, LooksThatChoseTheRunsCostALevel) {
  ordered_json worse = scaled(sample_synthetic(kRuns), "mmoe", 1.5);
  const auto first_p = [&](const Outcome& outcome) {
    const ordered_json printed = ordered_json::parse(outcome.out);
    for (const ordered_json& cell : printed["experiments"][0]["cells"]) {
      if (cell["model"] == "mmoe") return cell["p_holm"].get<double>();
    }
    return -1.0;
  };
  const double fixed = first_p(compare(worse, {"--json"}));
  worse["environment"]["looks"] = {5, 10};
  const Outcome looked = compare(worse, {"--json"});
  EXPECT_EQ(first_p(looked), 4 * fixed);
  const ordered_json printed = ordered_json::parse(looked.out);
  EXPECT_EQ(printed["looks"], 2);
  EXPECT_EQ(printed["level"], 0.05 / 4);
  EXPECT_THAT(compare(worse).out, HasSubstr("and for 2 looks at the claims"));
  // Ten pairs of one sign are 2^-9; 18 tests at .05 / 4 take 12.
  EXPECT_THAT(compare(worse).out, HasSubstr("0 worse"));
}

/// Test losses .1, .2, .3, ... by run, plus `change`.
ordered_json shifted(ordered_json result, double change) {
  for (ordered_json& trial : result["trials"]) {
    for (ordered_json& metric : trial["metrics"]) {
      metric["value"] = 0.1 * (1 + trial["run"].get<int>()) + change;
    }
  }
  return result;
}

TEST_F(CompareCommand, AConstantChangeHasOneVerdictWhateverItsLastBits) {
  write_result(shifted(sample_synthetic(kRuns), 0), dir_ / "a.json");
  for (const double change : {0.1, 0.25, 0.3}) {
    const Outcome outcome = compare(shifted(sample_synthetic(kRuns), change), {"--json"});
    const ordered_json printed = ordered_json::parse(outcome.out);
    for (const ordered_json& cell : printed["experiments"][0]["cells"]) {
      EXPECT_EQ(cell["p"], 2.0 / 1024) << change;  // ten differences of one sign
      EXPECT_EQ(cell["verdict"], "worse") << change;
    }
  }
}

TEST_F(CompareCommand, RoundingIsNoChange) {
  write_result(shifted(sample_synthetic(kRuns), 3e-16), dir_ / "a.json");
  const Outcome rounded = compare(shifted(sample_synthetic(kRuns), 0), {"--fail-if-worse"});
  EXPECT_EQ(rounded.status, 0) << rounded.out;
  EXPECT_THAT(rounded.out, HasSubstr("0 worse, 0 better, 0 untested"));
}

TEST_F(CompareCommand, TooFewRunsAreUntestedHoweverClearTheChange) {
  write_result(sample_synthetic(kRuns - 1), dir_ / "a.json");
  const Outcome outcome = compare(scaled(sample_synthetic(kRuns - 1), "mmoe", 2));
  EXPECT_THAT(outcome.out, HasSubstr("0 worse, 0 better, 6 untested"));
  EXPECT_THAT(outcome.out, HasSubstr("18 of 18 differences could show no change at all: that takes "
                                     "10 runs in both"));
  const Outcome laxer = compare(scaled(sample_synthetic(kRuns - 1), "mmoe", 2), {"--alpha", "0.2"});
  EXPECT_THAT(laxer.out, HasSubstr("6 worse"));
}

TEST_F(CompareCommand, SaysWhatItCouldNotHaveSeen) {  // changes of 0.1 % a run, from 0 to 0.9 %
  const Outcome outcome = compare(scaled(sample_synthetic(kRuns), "mmoe", 1));
  EXPECT_THAT(outcome.out, HasSubstr(" % may pass unseen"));
}

TEST_F(CompareCommand, ChangesBelowTheThresholdDoNotCount) {
  const ordered_json worse = scaled(sample_synthetic(kRuns), "mmoe", 1.04);
  EXPECT_THAT(compare(worse).out, HasSubstr("6 worse"));
  EXPECT_THAT(compare(worse, {"--threshold", "5%"}).out, HasSubstr("0 worse"));
  EXPECT_THAT(compare(worse, {"--threshold", "0.03"}).out, HasSubstr("6 worse"));
  EXPECT_EQ(compare(worse, {"--threshold", "x"}).status, 2);
  EXPECT_EQ(compare(worse, {"--alpha", "1"}).status, 2);
}

TEST_F(CompareCommand, AMetricThatOneSideLacksIsNeitherBetterNorWorse) {
  ordered_json without = sample_synthetic(kRuns);
  for (ordered_json& trial : without["trials"]) {
    for (ordered_json& metric : trial["metrics"]) {
      if (trial["model"] == "mmoe") metric["value"] = nullptr;
    }
  }
  EXPECT_THAT(compare(without).out, HasSubstr("0 worse, 0 better, 6 untested"));
}

TEST_F(CompareCommand, HigherIsBetterForAuc) {
  ordered_json second = sample_census(kRuns);
  write_result(second, dir_ / "a.json");
  for (ordered_json& trial : second["trials"]) {
    for (ordered_json& metric : trial["metrics"]) {
      const double jitter = 0.0001 * trial["run"].get<int>();
      metric["value"] = metric["value"].get<double>() - 0.01 - jitter;
    }
  }
  EXPECT_EQ(compare(second, {"--fail-if-worse"}).status, 3);
}

TEST_F(CompareCommand, PairsRunsAndSaysWhereItCannot) {
  ordered_json second = sample_synthetic(kRuns);
  EXPECT_THAT(compare(second).out, HasSubstr("10 pairs"));
  second["experiment"]["seed"] = 2;
  for (ordered_json& trial : second["trials"]) trial["seed"] = 2;
  const Outcome apart = compare(second);
  EXPECT_THAT(apart.out, AllOf(HasSubstr("10 and 10"), HasSubstr("seed: 1 and 2")));
  EXPECT_THAT(apart.err, HasSubstr("Welch's test"));
}

TEST_F(CompareCommand, JsonHasTheNumbersAndWhatDiffers) {
  ordered_json second = scaled(sample_synthetic(kRuns), "omoe", 1.5);
  second["experiment"]["training"]["batch"] = 64;
  second["environment"]["cpu"] = "another";
  const Outcome outcome = compare(second, {"--json"});
  const ordered_json json = ordered_json::parse(outcome.out);
  EXPECT_EQ(json["schema"], "mmoe-bench/comparison");
  EXPECT_EQ(json["tests"], 18);
  EXPECT_EQ(json["worse"], 6);
  const ordered_json& experiment = json["experiments"][0];
  EXPECT_EQ(experiment["configuration"],
            ordered_json::parse(R"([{"path": "training.batch", "first": 128, "second": 64}])"));
  EXPECT_THAT(experiment["environment"].dump(), HasSubstr("another"));
  const ordered_json& cell = experiment["cells"][2];  // cosine 0.5, omoe, y1
  EXPECT_EQ(cell["model"], "omoe");
  EXPECT_EQ(cell["test"], "sign");
  EXPECT_EQ(cell["verdict"], "worse");
  EXPECT_GT(cell["difference"], cell["ci95"][0]);
  EXPECT_LT(cell["difference"], cell["ci95"][1]);
  EXPECT_GE(cell["p_holm"], cell["p"]);
}

TEST_F(CompareCommand, ACellWhoseRunsAllDivergedIsWorse) {
  ordered_json second = sample_synthetic(kRuns);
  for (ordered_json& trial : second["trials"]) {
    if (trial["model"] != "mmoe" || trial["setting"]["cosine"] != 0.5) continue;
    trial["status"] = "diverged";
    trial["metrics"] = ordered_json::array();
  }
  const Outcome outcome = compare(second, {"--fail-if-worse"});
  EXPECT_EQ(outcome.status, 3);
  EXPECT_THAT(outcome.out, HasSubstr("2 worse"));
  EXPECT_THAT(outcome.err, HasSubstr("MMoE, cosine 0.5: 0 runs diverged in the first, 10 in the "));
}

TEST_F(CompareCommand, FailsWhereMoreRunsDiverged) {
  ordered_json second = sample_synthetic(kRuns);
  for (ordered_json& trial : second["trials"]) {
    if (trial["model"] != "mmoe" || trial["setting"]["cosine"] != 0.5 || trial["run"] == 0)
      continue;
    trial["status"] = "diverged";
    trial["metrics"] = ordered_json::array();
  }
  const Outcome outcome = compare(second, {"--fail-if-worse"});
  EXPECT_EQ(outcome.status, 3);
  EXPECT_THAT(outcome.err,
              HasSubstr("--fail-if-worse: more runs diverged: MMoE, cosine 0.5, y1\n"));
}

TEST_F(CompareCommand, FailsEvenWhereItCannotSayWhy) {
  write_result(sample_synthetic(kRuns), dir_ / "a.json");
  write_result(scaled(sample_synthetic(kRuns), "mmoe", 1.5), dir_ / "b.json");
  const Outcome outcome = run_program(
      "sh", {.args = {"-c", "exec \"$0\" compare \"$1\" \"$2\" --fail-if-worse 2>/dev/full",
                      binary(), dir_ / "a.json", dir_ / "b.json"}});
  EXPECT_EQ(outcome.status, 3);
}

TEST_F(CompareCommand, FailsWhereTheSecondHasLostAModelOrAnExperiment) {
  ordered_json second = sample_synthetic(kRuns);
  second["cells"].erase(1);  // omoe at cosine 0.5
  EXPECT_EQ(compare(second).status, 0);
  const Outcome model = compare(second, {"--fail-if-worse"});
  EXPECT_EQ(model.status, 3);
  EXPECT_THAT(model.err, HasSubstr("--fail-if-worse: not in the second: OMoE, cosine 0.5\n"));
  for (const char* side : {"x", "y"}) {
    std::filesystem::create_directories(dir_ / side);
    write_result(sample_synthetic(2), dir_ / side / "synthetic.json");
  }
  write_result(sample_census(2), dir_ / "x" / "census-income.json");
  const Outcome experiment = run_cli({"compare", dir_ / "x", dir_ / "y", "--fail-if-worse"});
  EXPECT_EQ(experiment.status, 3);
  EXPECT_THAT(experiment.err, HasSubstr("not in the second: census-income\n"));
}

TEST_F(CompareCommand, OneRunCannotBeTested) {
  write_result(sample_synthetic(1), dir_ / "a.json");
  EXPECT_EQ(compare(sample_synthetic(1), {"--fail-if-worse"}).status, 0);  // equal
  const Outcome outcome = compare(scaled(sample_synthetic(1), "mmoe", 2), {"--fail-if-worse"});
  EXPECT_EQ(outcome.status, 3);
  EXPECT_THAT(outcome.err, HasSubstr("--fail-if-worse: differs, untested: MMoE, cosine 0.5, y1\n"));
  EXPECT_THAT(outcome.out, HasSubstr("6 untested"));
  EXPECT_THAT(outcome.err, HasSubstr("6 differences are untested"));
}

TEST_F(CompareCommand, AnotherMetricAndFormat) {
  const Outcome outcome = compare(sample_synthetic(kRuns), {"--metric", "r2", "--format", "csv"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("y1 R²"), Not(HasSubstr("MSE"))));
  const Outcome absent = compare(sample_synthetic(kRuns), {"--metric", "auc"});
  EXPECT_EQ(absent.status, 2);
  EXPECT_THAT(absent.err, HasSubstr("--metric: found 'auc'; the results have mse, r2"));
}

TEST_F(CompareCommand, FoldersAreMatchedByExperiment) {
  for (const char* side : {"x", "y"}) {
    std::filesystem::create_directories(dir_ / side);
    write_result(sample_synthetic(2), dir_ / side / "synthetic.json");
  }
  write_result(sample_census(2), dir_ / "y" / "census-income.json");
  const Outcome outcome = run_cli({"compare", dir_ / "x", dir_ / "y"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("only in the second: census-income"));
  write_result(sample_synthetic(2), dir_ / "y" / "again.json");
  const Outcome twice = run_cli({"compare", dir_ / "x", dir_ / "y"});
  EXPECT_EQ(twice.status, 2);
  EXPECT_THAT(twice.err, HasSubstr("are both results of synthetic"));
}

TEST_F(CompareCommand, RefusesWhatCannotBeCompared) {
  const Outcome nothing = compare(sample_census(2));
  EXPECT_EQ(nothing.status, 2);
  EXPECT_THAT(nothing.err, HasSubstr("no model and setting is in both"));
  ordered_json newer = sample_synthetic(2);
  newer["schema_version"] = 9;
  EXPECT_THAT(compare(newer).err, HasSubstr("newer mmoe-bench"));
  EXPECT_EQ(compare(newer).status, 2);
  EXPECT_EQ(compare({{"schema", "their/result"}}).status, 2);
  write_file(dir_ / "b.json", "{\"schema\": ");
  const Outcome damaged = run_cli({"compare", dir_ / "a.json", dir_ / "b.json"});
  EXPECT_EQ(damaged.status, 2);
  EXPECT_THAT(damaged.err, HasSubstr("b.json:1"));
  EXPECT_EQ(run_cli({"compare", dir_ / "a.json", dir_ / "nowhere.json"}).status, 2);
}

}  // namespace
}  // namespace mmoe::testing
