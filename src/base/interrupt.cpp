// SPDX-License-Identifier: Apache-2.0
#include "base/interrupt.h"

#include <atomic>
#include <csignal>

namespace mmoe {
namespace {

std::atomic<int> received{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may only store lock-free");

/// Resets both signals, so that the next of either kills: resetting only the signal received would
/// treat a Ctrl-C followed by a SIGTERM as two first signals.
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
    // A shell makes background jobs ignore Ctrl-C, which is meant for the foreground job.
    if (before.sa_handler != SIG_IGN) sigaction(signal, &action, nullptr);
  }
}

bool interrupted() { return received.load(std::memory_order_relaxed) != 0; }

int interrupt_status() {
  const int signal = received.load();
  return 128 + (signal != 0 ? signal : SIGINT);
}

}  // namespace mmoe
