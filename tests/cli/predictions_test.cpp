// SPDX-License-Identifier: Apache-2.0
// --predictions FILE: what other programs make of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/run_cli.h"
#include "data/census/census_fixture.h"

namespace mmoe::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(Predictions, HaveTheReportedAucBySklearn) {
  if (!have_python("sklearn")) {
    GTEST_SKIP() << "SKIPPED: no scikit-learn (Debian: python3-sklearn); nothing was tested";
  }
  const TempDir dir;
  write_file(dir / "census-income.data", census_text(80));
  write_file(dir / "census-income.test", census_text(60, 20));
  // Trained to be good and left untrained, where many outputs are tied.
  for (const char* steps : {"0", "60"}) {
    const Outcome run = run_cli(
        {.args = {"--exp", "census-income", "--data-dir", dir.path(), "--runs", "2", "--batch",
                  "16", "--steps", steps, "--models", "shared-bottom,mmoe", "--out",
                  dir / ("out" + std::string(steps)), "--predictions", dir / "p.csv"},
         .env = {{"XDG_CACHE_HOME", dir / "cache"}}});
    ASSERT_EQ(run.status, 0) << run.err;
    const Outcome check = run_program(
        kPython, {.args = {source_dir() / "tests/fixtures/sklearn/check_auc.py", dir / "p.csv",
                           dir / ("out" + std::string(steps)) / "census-income.json"}});
    EXPECT_EQ(check.status, 0) << check.out << check.err;
    EXPECT_THAT(check.out, StartsWith("16 values"));
  }
}

TEST(Predictions, AreRefusedWhereTheyCannotBeWritten) {
  const TempDir dir;
  const Outcome outcome = run_cli({"--exp", "synthetic", "--steps", "0", "--out", dir / "out",
                                   "--predictions", dir / "no" / "p.csv"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("no/p.csv"));
  EXPECT_FALSE(std::filesystem::exists(dir / "out"));
}

}  // namespace
}  // namespace mmoe::testing
