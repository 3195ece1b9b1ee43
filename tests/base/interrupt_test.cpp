// SPDX-License-Identifier: Apache-2.0
#include "base/interrupt.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>

namespace mmoe {
namespace {

/// In a child process: sends itself `signal`; exits with interrupt_status() if it was noticed.
[[noreturn]] void notice(int signal) {
  catch_interrupts();
  if (interrupted()) std::_Exit(0);
  raise(signal);
  std::_Exit(interrupted() ? interrupt_status() : 0);
}

TEST(Interrupt, SetsAFlagAndAStatus) {
  EXPECT_EXIT(notice(SIGINT), ::testing::ExitedWithCode(130), "");
  EXPECT_EXIT(notice(SIGTERM), ::testing::ExitedWithCode(143), "");
  EXPECT_EXIT(notice(SIGHUP), ::testing::ExitedWithCode(129), "");
}

TEST(Interrupt, WhatWasIgnoredStaysIgnored) {
  EXPECT_EXIT(
      {
        std::signal(SIGINT, SIG_IGN);
        catch_interrupts();
        std::raise(SIGINT);
        std::exit(interrupted() ? 1 : 0);
      },
      ::testing::ExitedWithCode(0), "");
}

TEST(Interrupt, WhatWasIgnoredStaysSoAfterAnother) {
  EXPECT_EXIT(
      {
        std::signal(SIGHUP, SIG_IGN);
        catch_interrupts();
        std::raise(SIGINT);
        std::raise(SIGHUP);
        std::exit(interrupt_status());
      },
      ::testing::ExitedWithCode(130), "");
}

TEST(Interrupt, TheSecondOneKills) {
  for (const int first : {SIGINT, SIGTERM}) {
    for (const int second : {SIGINT, SIGTERM}) {
      const auto insist = [&] {
        catch_interrupts();
        raise(first);
        raise(second);
      };
      EXPECT_EXIT(insist(), ::testing::KilledBySignal(second), "") << first;
    }
  }
}

}  // namespace
}  // namespace mmoe
