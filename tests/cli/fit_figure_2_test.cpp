// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/run_cli.h"

namespace mmoe::testing {
namespace {

using ::testing::HasSubstr;

TEST(FitFigure2Command, SaysWhatFitsAndWhatDoesNot) {
  const Outcome outcome = run_cli({"fit-figure-2", "--sines", "1,2", "--starts", "40"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("m = 1: nothing fits"));
  EXPECT_THAT(outcome.out, HasSubstr("m = 2: 1 family within reading error"));
  EXPECT_THAT(outcome.out, HasSubstr("What it cannot determine"));
}

TEST(FitFigure2Command, WritesTheJsonThatItPrints) {
  const TempDir dir;
  const Outcome outcome = run_cli(
      {"fit-figure-2", "--sines", "2", "--starts", "20", "--json", "--out", dir / "r.json"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.out, read_file(dir / "r.json"));
  const auto json = nlohmann::json::parse(outcome.out);
  EXPECT_EQ(json["schema"], "mmoe-bench/recovery");
  EXPECT_EQ(json["sines"][0]["families"][0]["best"]["points"].size(), 9U);
  EXPECT_LE(json["sines"][0]["families"][0]["best"]["worst"], 1);
}

TEST(FitFigure2Command, HasItsFormerNameHidden) {
  const Outcome former = run_cli({"recover", "--sines", "2", "--starts", "5"});
  EXPECT_EQ(former.status, 0) << former.err;
  EXPECT_EQ(former.out, run_cli({"fit-figure-2", "--sines", "2", "--starts", "5"}).out);
  const Outcome help = run_cli({"--help"});
  EXPECT_THAT(help.out, HasSubstr("fit-figure-2"));
  EXPECT_THAT(help.out, ::testing::Not(HasSubstr("recover")));
}

TEST(FitFigure2Command, RefusesWrongSinesAndStarts) {
  const Outcome none = run_cli({"fit-figure-2", "--sines", "0"});
  EXPECT_EQ(none.status, 2);
  EXPECT_EQ(none.err, "error: --sines: found 0; expected 1 to 8\n");
  for (const std::string sines : {"1,1", "1:3:1,2"}) {
    const Outcome twice = run_cli({"fit-figure-2", "--starts", "1", "--sines", sines});
    EXPECT_EQ(twice.status, 2);
    EXPECT_THAT(twice.err, HasSubstr("twice; expected each value once"));
  }
  EXPECT_EQ(run_cli({"fit-figure-2", "--starts", "0"}).status, 2);
  const Outcome folder =
      run_cli({"fit-figure-2", "--starts", "1", "--out", "/no/such/folder/r.json"});
  EXPECT_NE(folder.status, 0);
  EXPECT_THAT(folder.err, HasSubstr("/no/such/folder"));
}

}  // namespace
}  // namespace mmoe::testing
