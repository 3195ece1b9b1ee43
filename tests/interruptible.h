// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>

#include "base/interrupt.h"

namespace mmoe::testing {

/// In a child process, which then has seen Ctrl-C: exits with 130 if `act` throws Interrupted.
template <typename Act>
[[noreturn]] void act_after_ctrl_c(const Act& act) {
  catch_interrupts();
  raise(SIGINT);
  try {
    act();
  } catch (const Interrupted&) {
    std::_Exit(interrupt_status());
  }
  std::_Exit(0);
}

template <typename Act>
void expect_interruptible(const Act& act) {
  EXPECT_EXIT(act_after_ctrl_c(act), ::testing::ExitedWithCode(130), "");
}

}  // namespace mmoe::testing
