// SPDX-License-Identifier: Apache-2.0
// Puts together what shards of one experiment computed, anywhere.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "experiment/store/data_snapshot.h"
#include "experiment/store/store.h"
#include "experiment/trials/trials.h"

namespace mmoe {

/// A whole experiment as one machine would have left it.
struct Merged {
  StoreContents contents;
  Experiment experiment;
  DataSnapshot data;
  std::vector<Trial> trials;
  std::vector<std::string> identities;  // one a trial
  std::vector<std::string> records;     // one a trial, as text; empty if no part has it

  /// Keys of the trials that no part has.
  std::vector<std::string> missing() const;
};

/// Throws InputError if what two folders hold parts of differs, naming where.
void require_same(const nlohmann::ordered_json& a, const std::filesystem::path& folder_a,
                  const nlohmann::ordered_json& b, const std::filesystem::path& folder_b);

/// Throws InputError if the stores of two folders are from programs that compute different numbers.
void require_one_signature(const std::vector<std::filesystem::path>& folders);

/// Reads the stores of `folders`, at least one. Throws InputError if two of them differ in
/// experiment, data or signature, naming where; RunError if two have different results of one
/// trial.
Merged merge_stores(const std::vector<std::filesystem::path>& folders);

}  // namespace mmoe
