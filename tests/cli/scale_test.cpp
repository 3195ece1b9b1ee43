// SPDX-License-Identifier: Apache-2.0
// The cost of many trials beside their training.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "cli/trial_run.h"

namespace mmoe::testing {
namespace {

#if defined(__has_feature)  // clang, of which the sanitizer presets are made
constexpr bool kSanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool kSanitized = false;
#endif

constexpr long kMostKilobytes = 100 * 1024;

/// The most that this process has held, which counts as a child's until that begins its program.
long own_peak_kilobytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

TEST(Scale, TenThousandTrialsFitInAHundredMegabytes) {
  if (kSanitized) GTEST_SKIP() << "SKIPPED: a sanitizer takes memory of its own";
  if (own_peak_kilobytes() > kMostKilobytes) {
    GTEST_SKIP() << "SKIPPED: tests before this one took more; run it alone";
  }
  const TempDir dir;
  Process process({"--exp", write_tiny_experiment(dir.path(), 0), "--runs", "1250", "--quiet",
                   "--out", dir / "out"},
                  dir / "err");
  ASSERT_EQ(process.wait(), 0) << read_file(dir / "err");
  EXPECT_LT(process.peak_kilobytes(), kMostKilobytes);
  EXPECT_GT(process.peak_kilobytes(), 1024);  // it was measured
  EXPECT_EQ(comparable_result(dir / "out" / "tiny.json")["trials"].size(), 10000U);
}

}  // namespace
}  // namespace mmoe::testing
