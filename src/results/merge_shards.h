// SPDX-License-Identifier: Apache-2.0
// Shards of one experiment, run anywhere, become the store and the result of one machine.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "results/session.h"

namespace mmoe {

struct MergeOutcome {
  RunOutcome run;                         // without result and records where trials are missing
  std::vector<std::string> missing = {};  // keys of the trials that no shard has
  std::size_t trials = 0;                 // of the whole
};

/// Puts what the stores of `folders`, at least one, have into the one of `out`, and writes the
/// result there if that is all. Throws as merge_stores does, and InputError where that would
/// replace a result of another configuration, unless `replace`.
MergeOutcome merge_available(const std::vector<std::filesystem::path>& folders,
                             const std::filesystem::path& out, bool replace = false);

/// The same; throws RunError, naming them, where trials are missing.
RunOutcome merge_shards(const std::vector<std::filesystem::path>& folders,
                        const std::filesystem::path& out, bool replace = false);

/// What is missing from the whole.
struct Missing {
  std::string what;  // "trials"
  std::vector<std::string> names;
  std::size_t total = 0;
  std::filesystem::path holder;  // of the others
  std::filesystem::path out;
};

/// Throws RunError, naming the first few, if there are any.
void require_none(const Missing& missing);

}  // namespace mmoe
