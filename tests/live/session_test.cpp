// SPDX-License-Identifier: Apache-2.0
#include "live/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/interrupt.h"
#include "cli/run_cli.h"
#include "live/small_live.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;

class TrainedTrials : public RunObserver {
 public:
  explicit TrainedTrials(std::size_t interrupt_after = 1000) : left_(interrupt_after) {}
  void on_trial(const TrialEvent& event) override {
    if (event.training == nullptr) return;
    count += 1;
    if (--left_ == 0) throw Interrupted();
  }
  std::size_t count = 0;

 private:
  std::size_t left_;
};

ordered_json live_of(const std::filesystem::path& folder, RunObserver& observer,
                     std::size_t jobs = 1) {
  return LiveSession({live_config(), {}}, {.folder = folder, .jobs = jobs})
      .run(observer)
      .result["live"];
}

TEST(LiveSession, FindsTheSameForAnyJobsAndAfterInterruptions) {
  const TempDir whole, stopped;
  TrainedTrials all;
  const ordered_json expected = live_of(whole.path(), all, 3);
  EXPECT_EQ(all.count, 6U);  // three models, two runs
  EXPECT_EQ(expected["simulated"], true);
  EXPECT_EQ(expected["draws"].size(), 2U);
  EXPECT_EQ(expected["options"]["candidates"], 4);
  EXPECT_EQ(expected["options"]["engagement_loss"], 0.0025);  // resolved
  TrainedTrials some(3), rest;
  EXPECT_THROW(live_of(stopped.path(), some), Interrupted);
  EXPECT_EQ(live_of(stopped.path(), rest).dump(), expected.dump());
  EXPECT_LT(rest.count, 6U) << "what finished is not trained again";
  // A model that is not there is trained again, and only that one; a damaged finding is made again.
  const auto model = whole.path() / "models/mmoe/relatedness=0.9/lr=0.01/run=1.safetensors";
  ASSERT_TRUE(std::filesystem::exists(model));
  std::filesystem::remove(model);
  const auto finding = whole.path() / "live/relatedness=0.9-run=0.json";
  ASSERT_TRUE(std::filesystem::exists(finding));
  write_file(finding, "{\"schema\": \"mmoe-bench/live-draw\", \"iden");
  TrainedTrials again;
  EXPECT_EQ(live_of(whole.path(), again).dump(), expected.dump());
  EXPECT_EQ(again.count, 1U);
}

TEST(LiveSession, RefusesWhatItCannotTest) {
  ordered_json config = live_config();
  config["models"].erase(1);
  const auto refusal = [&](SessionOptions options) -> std::string {
    try {
      LiveSession({config, {}}, std::move(options));
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_THAT(refusal({}), HasSubstr("shared-bottom"));
  config = live_config();
  EXPECT_THAT(refusal({.shard = Shard{0, 2}}), HasSubstr("shard"));
}

}  // namespace
}  // namespace mmoe::testing
