// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/run_cli.h"

namespace mmoe::testing {
namespace {

std::vector<std::string> log_command(const std::vector<std::string>& more) {
  std::vector<std::string> args{"data", "recommendation", "--users", "200", "--items",
                                "300",  "--authors",      "10"};
  args.insert(args.end(), more.begin(), more.end());
  return args;
}

TEST(DataRecommendation, WritesRowsThatDoNotDependOnTheirNeighbours) {
  const TempDir dir;
  const Outcome all = run_cli(log_command({"--rows", "5000", "--out", dir / "log.csv"}));
  ASSERT_EQ(all.status, 0) << all.err;
  EXPECT_EQ(all.out, "");
  const std::string text = read_file(dir / "log.csv");
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 5001);
  EXPECT_EQ(text.substr(0, 24), "row,user,item,previous_i");
  const Outcome one = run_cli(log_command({"--first", "4321", "--rows", "1"}));
  ASSERT_EQ(one.status, 0) << one.err;
  const std::string row = one.out.substr(one.out.find('\n') + 1);
  EXPECT_EQ(row.substr(0, 5), "4321,");
  EXPECT_NE(text.find("\n" + row), std::string::npos);
}

TEST(DataRecommendation, DescribesItsLaw) {
  const Outcome told = run_cli(log_command({"--describe"}));
  ASSERT_EQ(told.status, 0) << told.err;
  EXPECT_NE(told.out.find("engagement      -0.6424   0.4634   0.2800    0.7000   0.1026"),
            std::string::npos)
      << told.out;
}

TEST(DataRecommendation, RefusesWhatNoLawHas) {
  const auto refused = [](const std::vector<std::string>& args, const std::string& message) {
    const Outcome told = run_cli(log_command(args));
    EXPECT_EQ(told.status, 2);
    EXPECT_NE(told.err.find("error: " + message), std::string::npos) << told.err;
    EXPECT_EQ(std::count(told.err.begin(), told.err.end(), '\n'), 1) << told.err;
  };
  refused({"--relatedness", "1.5"}, "--relatedness: found 1.5");
  refused({"--satisfaction-rate", "0.5"}, "--satisfaction-rate: found 0.5; expected less than");
  refused({"--relatedness", "1", "--satisfaction-auc", "0.5"}, "--satisfaction-auc: found 0.5");
  refused({"--policy", "1", "--describe"}, "--describe: found --policy above 0");
}

}  // namespace
}  // namespace mmoe::testing
