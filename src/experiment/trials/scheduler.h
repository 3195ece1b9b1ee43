// SPDX-License-Identifier: Apache-2.0
// Runs independent pieces of work on a few threads, the longest first, each piece on one thread.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace mmoe {

struct Work {
  std::size_t count = 0;
  /// Estimated length of piece i; larger starts earlier.
  std::function<double(std::size_t)> cost;
  /// Does piece i, on any thread. An exception stops the rest and is rethrown by run_all.
  std::function<void(std::size_t)> run;
};

/// Returns when all pieces are done; with jobs = 1 everything runs on the calling thread.
void run_all(const Work& work, std::size_t jobs);

}  // namespace mmoe
