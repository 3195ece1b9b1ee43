// SPDX-License-Identifier: Apache-2.0
// datasets/census-income/boosted_trees.py, with whose numbers the README compares ours.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "cli/run_cli.h"
#include "data/census/census_fixture.h"

namespace mmoe::testing {
namespace {

using ::testing::HasSubstr;

/// Counts a task's rows of a run in a file of --predictions, and those with label 1.
std::pair<int, int> count_labels(const std::string& csv, const std::string& task,
                                 const std::string& run) {
  std::pair<int, int> counts;
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    const auto at = line.find("," + task + ",");
    if (at == std::string::npos || line.find("/run=" + run + "\"") > at) continue;
    const auto label = line.find(',', at + task.size() + 2) + 1;
    counts.first += 1;
    counts.second += line[label] == '1' ? 1 : 0;
  }
  return counts;
}

TEST(BoostedTrees, AreTestedOnOurHalfOfTheTestFileWithOurLabels) {
  if (!have_python("sklearn")) {
    GTEST_SKIP() << "SKIPPED: no scikit-learn (Debian: python3-sklearn); nothing was tested";
  }
  const TempDir dir;
  write_file(dir / "census-income.data", census_text(300));
  // Low incomes, then high ones, so that their number tells one half from another.
  std::string test = census_text(211, 20);
  for (int row = 0; row < 90; ++row) test += census_line({{"income", std::string(kIncomeHigh)}});
  write_file(dir / "census-income.test", test);
  const Outcome run = run_cli(
      {.args = {"--exp", "census-income", "--data-dir", dir.path(), "--runs", "2", "--steps", "0",
                "--models", "mmoe", "--out", dir / "out", "--predictions", dir / "p.csv"},
       .env = {{"XDG_CACHE_HOME", dir / "cache"}}});
  ASSERT_EQ(run.status, 0) << run.err;
  for (const std::string of_run : {"0", "1"}) {
    const Outcome trees =
        run_program(kPython, {.args = {source_dir() / "datasets/census-income/boosted_trees.py",
                                       dir.path(), "--rounds", "2", "--run", of_run}});
    ASSERT_EQ(trees.status, 0) << trees.err;
    for (const std::string task : {"income", "education_college"}) {
      const auto [rows, ones] = count_labels(read_file(dir / "p.csv"), task, of_run);
      EXPECT_EQ(rows, 151);  // the second half of 301
      EXPECT_THAT(trees.out, HasSubstr(fmt::format(", {} of {} are 1", ones, rows)));
    }
  }
}

}  // namespace
}  // namespace mmoe::testing
