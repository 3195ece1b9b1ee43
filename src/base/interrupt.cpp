// SPDX-License-Identifier: Apache-2.0
#include "base/interrupt.h"

#include <array>
#include <atomic>
#include <csignal>

namespace mmoe {
namespace {

std::atomic<int> received{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may only store lock-free");

/// SIGHUP comes from a terminal that is closed.
constexpr std::array kSignals = {SIGINT, SIGTERM, SIGHUP};

/// Resets all signals, so that the next of any kills: resetting only the signal received would
/// treat a Ctrl-C followed by a SIGTERM as two first signals.
extern "C" void remember(int signal) {
  received.store(signal);
  for (const int other : kSignals) {
    struct sigaction now = {};
    // One that is ignored stays so: nohup, then Ctrl-C.
    if (sigaction(other, nullptr, &now) == 0 && now.sa_handler != SIG_IGN) {
      std::signal(other, SIG_DFL);
    }
  }
}

}  // namespace

void catch_interrupts() {
  struct sigaction action = {};
  action.sa_handler = remember;
  action.sa_flags = SA_RESTART;
  for (const int signal : kSignals) {
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
