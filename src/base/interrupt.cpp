// SPDX-License-Identifier: Apache-2.0
#include "base/interrupt.h"

#include <atomic>
#include <csignal>

namespace mmoe {
namespace {

std::atomic<int> received{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may only store lock-free");

/// Whichever comes next, of the two, kills: a handler that is reset for its own signal alone would
/// take a Ctrl-C and the SIGTERM after it for two first ones.
extern "C" void remember(int signal) {
  received.store(signal);
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
}

}  // namespace

void catch_interrupts() {
  struct sigaction action = {};
  action.sa_handler = remember;
  action.sa_flags = SA_RESTART;
  for (const int signal : {SIGINT, SIGTERM}) {
    struct sigaction before = {};
    sigaction(signal, nullptr, &before);
    // A shell has its background jobs ignore Ctrl-C, which is meant for the one in front.
    if (before.sa_handler != SIG_IGN) sigaction(signal, &action, nullptr);
  }
}

bool interrupted() { return received.load(std::memory_order_relaxed) != 0; }

int interrupt_status() {
  const int signal = received.load();
  return 128 + (signal != 0 ? signal : SIGINT);
}

}  // namespace mmoe
