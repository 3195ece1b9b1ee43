// SPDX-License-Identifier: Apache-2.0
// Ctrl-C and SIGTERM as a flag that long loops poll, so that work ends at a clean place.
#pragma once

#include <exception>

namespace mmoe {

/// From now on the first SIGINT or SIGTERM only sets the flag; the second one, either of them,
/// kills as usual.
void catch_interrupts();

/// True once such a signal has arrived.
bool interrupted();

/// Thrown by a loop that saw interrupted(), after it left its results in order; main turns it into
/// the exit status 128 + signal (130 for Ctrl-C).
class Interrupted : public std::exception {
 public:
  const char* what() const noexcept override { return "interrupted"; }
};

/// 128 + the signal that arrived; 130 when none did.
int interrupt_status();

}  // namespace mmoe
