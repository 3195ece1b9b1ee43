// SPDX-License-Identifier: Apache-2.0
// KuaiRand as a user has it: from the archive to a result.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <set>

#include "cli/run_cli.h"
#include "data/kuairand/small_kuairand.h"

namespace mmoe::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

class KuaiRand : public ::testing::Test {
 protected:
  Outcome run(std::vector<std::string> args) const {
    args.insert(args.end(), {"--data-dir", folder_.path()});
    return run_cli({.args = args, .env = {{"XDG_CACHE_HOME", folder_.path("cache")}}});
  }
  TestFolder folder_;
};

TEST_F(KuaiRand, IsDescribedAsAnIndependentScriptCounts) {
  const std::string archive = SmallKuaiRand().write(folder_);
  const Outcome counted = run_program(
      "python3", {.args = {source_dir() / "tests/fixtures/kuairand/count.py", archive}});
  ASSERT_EQ(counted.status, 0) << counted.err;
  const Outcome told = run({"data", "describe", "kuairand-1k", "--json"});
  ASSERT_EQ(told.status, 0) << told.err;
  const json script = json::parse(counted.out), ours = json::parse(told.out);
  for (const char* count : {"standard_rows", "random_rows", "duplicates_dropped"}) {
    EXPECT_EQ(ours[count], script[count]) << count;
  }
  for (std::size_t part = 0; part < 4; ++part) {
    for (const char* count : {"part", "rows", "users", "labels"}) {
      EXPECT_EQ(ours["parts"][part][count], script["parts"][part][count]) << count;
    }
  }
  EXPECT_THAT(run({"data", "describe", "kuairand-1k"}).out, HasSubstr("11713045 published"));
  EXPECT_THAT(run({"data", "audit", "kuairand-1k"}).out, HasSubstr("duplicates dropped: 1 rows"));
}

TEST_F(KuaiRand, TrainsToTheEnd) {
  SmallKuaiRand().write(folder_);
  const Outcome trained =
      run({"--exp", "kuairand", "--models", "shared-bottom,mmoe", "--steps", "4", "--set",
           "training.evaluate_every=2", "--set", "training.batch=32", "--set",
           "training.learning_rates=[0.003]", "--out", folder_.path("out")});
  ASSERT_EQ(trained.status, 0) << trained.err;
  const json result = json::parse(folder_.read("out/kuairand.json"));
  ASSERT_EQ(result["cells"].size(), 2U);
  EXPECT_EQ(result["data"]["parts"][2]["rows"], SmallKuaiRand::kUsers * 4);
  for (const char* split : {"test", "random_exposures"}) {
    std::set<std::string> metrics;
    for (const json& metric : result["cells"][0]["metrics"]) {
      if (metric["split"] == split) metrics.insert(metric["metric"]);
    }
    for (const char* metric : {"auc", "r2", "calibration_error", "group_auc", "ndcg_5"}) {
      EXPECT_TRUE(metrics.contains(metric)) << split << ' ' << metric;
    }
  }
  EXPECT_THAT(trained.out,
              HasSubstr("on random exposures: the same weights on other test examples"));
  EXPECT_THAT(trained.out, HasSubstr("Test AUC and R² on KuaiRand, edition 1k"));
  const Outcome reported =
      run_cli({"report", folder_.path("out"), "--format", "md", "--out", folder_.path("report")});
  ASSERT_EQ(reported.status, 0) << reported.err;
  const std::string page = folder_.read("report/pages/kuairand.md");
  EXPECT_THAT(page, HasSubstr("AUC and R² of random exposures on KuaiRand, edition 1k"));
  EXPECT_THAT(page, HasSubstr("Metrics of binary tasks on random exposures"));
}

TEST_F(KuaiRand, WarnsOnceOfAnArchiveThatIsNotThePublishedOne) {
  const std::string archive = SmallKuaiRand().write(folder_);
  const Outcome first = run({"data", "describe", "kuairand-1k"});
  EXPECT_EQ(first.status, 0);
  EXPECT_THAT(first.err, ::testing::ContainsRegex(
                             "\nwarning: " + archive +
                             " has MD5 [0-9a-f]+; expected 6b0b9c8222d67fcd4c676218edca3f1f: not "
                             "the published archive, so results are not comparable with others; "
                             "get that with `mmoe-bench data fetch kuairand-1k`\n"));
  EXPECT_EQ(run({"data", "describe", "kuairand-1k"}).err, "");
}

TEST_F(KuaiRand, SaysHowToGetTheFiles) {
  const Outcome refused = run({"--exp", "kuairand"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err,
              HasSubstr("KuaiRand-1K.tar.gz (or the folder KuaiRand-1K/data) not found in"));
  EXPECT_THAT(refused.err, HasSubstr("mmoe-bench data fetch kuairand-1k"));
}

}  // namespace
}  // namespace mmoe::testing
