// SPDX-License-Identifier: Apache-2.0
#include "live/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "live/small_live.h"

namespace mmoe::testing {
namespace {

std::string refusal(const char* path, const nlohmann::ordered_json& value) {
  JsonText config{live_config(), {}};
  config.value[nlohmann::ordered_json::json_pointer(path)] = value;
  try {
    read_live(config);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(LiveOptions, RefusesWhatCannotBe) {
  using ::testing::HasSubstr;
  EXPECT_THAT(refusal("/live/candidates", 1), HasSubstr("live.candidates"));
  EXPECT_THAT(refusal("/live/candidates", 61), HasSubstr("live.candidates"));
  EXPECT_THAT(refusal("/live/alphas", {1, 2}), HasSubstr("live.alphas"));
  EXPECT_THAT(refusal("/live/alphas", {0, 2, 1}), HasSubstr("live.alphas"));
  EXPECT_THAT(refusal("/live/user", 3), HasSubstr("live.user"));
  EXPECT_THAT(refusal("/live", 3), HasSubstr("live"));
  EXPECT_THAT(refusal("/data/set", "synthetic"), HasSubstr("recommendation"));
  EXPECT_EQ(refusal("/live/candidates", 60), "");
}

}  // namespace
}  // namespace mmoe::testing
