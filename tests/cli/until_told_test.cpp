// SPDX-License-Identifier: Apache-2.0
// mmoe-bench --exp --until-told: the clock says how many runs there are, never what they are.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "cli/trial_run.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;
using ::testing::StartsWith;

/// OMoE hardly learns, MMoE does: two claims have data, and the runs soon tell them. With `is_open`
/// neither learns, and nothing tells one from the other.
std::string write_claimed(const TempDir& dir, bool is_open) {
  ordered_json config = ordered_json::parse(R"({
    "data": {"set": "synthetic", "dimension": 6, "cosine": [0.5],
             "validation_rows": 20, "test_rows": 200},
    "training": {"batch": 16, "steps": 40, "evaluate_every": 40, "learning_rates": [0.01]},
    "models": [{"model": "omoe", "options": {"experts": 2, "expert": [4], "tower": [3]},
                "training": {"learning_rates": [1e-9]}},
               {"model": "mmoe", "options": {"experts": 2, "expert": [4], "tower": [3]}}],
    "runs": 12})");
  if (is_open) config["models"][1]["training"]["learning_rates"] = {1e-9};
  const auto path = dir / "claimed.json";
  write_file(path, config.dump());
  return path;
}

class UntilTold : public ::testing::Test {
 protected:
  Outcome run(const std::string& experiment, std::vector<std::string> flags,
              const std::string& out = "out") const {
    std::vector<std::string> args = {"--exp", experiment, "--jobs", "1", "--out", dir_ / out};
    args.insert(args.end(), flags.begin(), flags.end());
    return run_cli(args);
  }
  ordered_json result(const std::string& out = "out") const {
    return ordered_json::parse(read_file(dir_ / out / "claimed.json"));
  }

  TempDir dir_;
};

TEST_F(UntilTold, EndsWhereAllClaimsAreTold) {
  const Outcome outcome = run(write_claimed(dir_, false), {"--until-told", "1h"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out,
              HasSubstr("ended: all 2 claims are told, after 2 looks (at 12, 24 runs"));
  EXPECT_EQ(result()["environment"]["looks"], ordered_json({12, 24}));
  EXPECT_EQ(result()["experiment"]["runs"], 24);
}

TEST_F(UntilTold, EndsWithTheTimeAndSaysWhatIsOpen) {
  const Outcome outcome = run(write_claimed(dir_, true), {"--until-told", "0.000001s", "--json"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const auto at = outcome.out.find("{\"event\":\"look\"");
  ASSERT_NE(at, std::string::npos) << outcome.out;
  const auto look = ordered_json::parse(outcome.out.substr(at, outcome.out.find('\n', at) - at));
  EXPECT_EQ(look["ended"], "time");
  EXPECT_EQ(look["looks"], ordered_json({12}));
  EXPECT_EQ(look["share"], 0.5);
  EXPECT_EQ(look["told"], 0);
  EXPECT_EQ(look["open"], ordered_json({"mmoe-below-omoe-0.5", "omoe-scatters-more-0.5"}));
  EXPECT_TRUE(look["next"].is_null());
}

TEST_F(UntilTold, GoesOnToTheTrialsOfThatNumberOfRuns) {
  const std::string experiment = write_claimed(dir_, true);
  ASSERT_EQ(run(experiment, {"--runs", "6"}).status, 0);
  const Outcome outcome = run(experiment, {"--runs", "8", "--until-told", "0.000001s"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("ended: no time left of 0.000001s for more runs, after "
                                     "2 looks (at 6, 8 runs; tested at 1/4 of 5 %)"));
  EXPECT_THAT(outcome.out, HasSubstr("the same trials: --runs 8\nopen: 2 of 2 claims\n"
                                     "  MMoE is below OMoE at cosine 0.5 ("));
  ASSERT_EQ(run(experiment, {"--runs", "8"}, "counted").status, 0);
  EXPECT_EQ(comparable_result(dir_ / "out/claimed.json"),
            comparable_result(dir_ / "counted/claimed.json"));
}

TEST_F(UntilTold, PlansLooksWithoutARun) {
  const std::string experiment = write_claimed(dir_, true);
  const Outcome text = run(experiment, {"--until-told", "0.000001s", "--dry-run"});
  EXPECT_THAT(text.out, HasSubstr("while claims are open: looks at 12 runs\n")) << text.err;
  const Outcome json = run(experiment, {"--until-told", "100h", "--dry-run", "--json"});
  ASSERT_EQ(json.status, 0) << json.err;
  const auto looks = ordered_json::parse(json.out)["looks"];
  ASSERT_GE(looks.size(), 2U);
  EXPECT_EQ(looks[0], 12);
  EXPECT_EQ(looks[1], 24);
}

TEST_F(UntilTold, RefusesWhatItCannotDo) {
  const std::string experiment = write_claimed(dir_, true);
  const auto error_of = [&](const std::string& what, const std::vector<std::string>& flags) {
    const Outcome outcome = run(what, flags);
    EXPECT_EQ(outcome.status, 2) << outcome.err;
    EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
    return outcome.err;
  };
  for (const std::string time : {"0", "0s", "abc", "60", "-1s", "infs"}) {
    EXPECT_THAT(error_of(experiment, {"--until-told=" + time}),
                StartsWith("error: --until-told: found '" + time + "'; expected a time"));
  }
  EXPECT_THAT(error_of(experiment, {"--until-told", "1s", "--shard", "1/2"}),
              StartsWith("error: --until-told: found together with --shard"));
  EXPECT_THAT(error_of(experiment, {"--until-told", "1s", "--predictions", dir_ / "p.csv"}),
              StartsWith("error: --until-told: found together with --predictions"));
  EXPECT_THAT(
      error_of("synthetic-tuning", {"--until-told", "1s"}),
      HasSubstr(
          "--until-told: found with an experiment that is a search, a design or a live test"));
  EXPECT_THAT(error_of(experiment, {"--until-told", "1s", "--models", "mmoe"}),
              HasSubstr("--until-told: found with an experiment whose models and settings the "
                        "paper claims nothing about"));
  EXPECT_FALSE(std::filesystem::exists(dir_ / "out"));
}

}  // namespace
}  // namespace mmoe::testing
