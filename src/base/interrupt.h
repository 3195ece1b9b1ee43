// SPDX-License-Identifier: Apache-2.0
// Turns Ctrl-C, SIGTERM and SIGHUP (a terminal that is closed) into a flag that long loops poll, so
// that work ends in a consistent state.
#pragma once

#include <exception>

namespace mmoe {

/// Makes the first of these signals only set the flag; a second one, of any kind, kills as usual.
/// One that is ignored, as a shell and nohup make it, stays so.
void catch_interrupts();

/// Returns true once such a signal has arrived.
bool interrupted();

/// Thrown by a loop on interrupted(), once its results are safe; main turns it into the exit status
/// 128 + signal (130 for Ctrl-C).
class Interrupted : public std::exception {
 public:
  const char* what() const noexcept override { return "interrupted"; }
};

/// Returns 128 + the signal that arrived; 130 if none did.
int interrupt_status();

}  // namespace mmoe
