// SPDX-License-Identifier: Apache-2.0
// A binary built for AVX2, on emulated CPUs with and without it.
#include <gtest/gtest.h>

#include "base/version.h"
#include "cli/run_cli.h"

namespace mmoe {
namespace {

using testing::Outcome;

class CpuGuard : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string flags(build_info().flags);
    if (flags.find("-mavx2") == std::string::npos) GTEST_SKIP() << "not built for AVX2";
    if (flags.find("-fsanitize") != std::string::npos) GTEST_SKIP() << "qemu cannot run sanitizers";
    if (!testing::have_program("qemu-x86_64")) {
      GTEST_SKIP() << "CPU GUARD NOT TESTED: qemu-x86_64 is missing (apt-get install qemu-user)";
    }
  }

  static Outcome version_on(const std::string& cpu) {
    return testing::run_program("qemu-x86_64",
                                {.args = {"-cpu", cpu, testing::binary(), "--version"}});
  }
};

TEST_F(CpuGuard, SaysWhatIsMissing) {
  const Outcome outcome = version_on("Nehalem");
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err,
            "error: this mmoe-bench was built for AVX2 and FMA, which this CPU lacks; rebuild it "
            "with cmake -DMMOE_SIMD=none\n");
}

TEST_F(CpuGuard, LetsANewerCpuPass) {
  const Outcome outcome = version_on("Haswell");
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.out.substr(0, 11), "mmoe-bench ");
}

}  // namespace
}  // namespace mmoe
