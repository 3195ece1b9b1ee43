// SPDX-License-Identifier: Apache-2.0
// A shell has its background jobs ignore Ctrl-C, and `run_parallel` starts the tests as such: what
// they start would inherit that, and the program leaves a signal ignored that was.
#include <csignal>

namespace mmoe::testing {
namespace {

struct DefaultSignals {
  DefaultSignals() { std::signal(SIGINT, SIG_DFL); }
};
const DefaultSignals kDefaultSignals;

}  // namespace
}  // namespace mmoe::testing
