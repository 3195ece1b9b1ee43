// SPDX-License-Identifier: Apache-2.0
// The cost of many trials beside their training.
#include <gtest/gtest.h>

#include "cli/trial_run.h"

namespace mmoe::testing {
namespace {

#if defined(__has_feature)  // clang, of which the sanitizer presets are made
constexpr bool kSanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool kSanitized = false;
#endif

TEST(Scale, TenThousandTrialsFitInAHundredMegabytes) {
  if (kSanitized) GTEST_SKIP() << "SKIPPED: a sanitizer takes memory of its own";
  const TempDir dir;
  Process process({"--exp", write_tiny_experiment(dir.path(), 0), "--runs", "1250", "--quiet",
                   "--out", dir / "out"},
                  dir / "err");
  ASSERT_EQ(process.wait(), 0) << read_file(dir / "err");
  EXPECT_LT(process.peak_kilobytes(), 100 * 1024);
  EXPECT_GT(process.peak_kilobytes(), 1024);  // it was measured
  EXPECT_EQ(comparable_result(dir / "out" / "tiny.json")["trials"].size(), 10000U);
}

}  // namespace
}  // namespace mmoe::testing
