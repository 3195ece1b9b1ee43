// SPDX-License-Identifier: Apache-2.0
// Merges the results of an experiment's shards.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "experiment/store/data_snapshot.h"
#include "experiment/store/store.h"
#include "experiment/trials/trials.h"

namespace mmoe {

/// A whole experiment, as if run on one machine.
struct Merged {
  StoreContents contents;
  Experiment experiment;
  DataSnapshot data;
  std::size_t pilots;                   // so many of the trials, the first ones
  std::vector<Trial> trials;            // at every rate
  std::vector<std::string> identities;  // one per trial
  std::vector<std::string> records;     // one per trial, as text; empty if no part has it
};

/// Throws InputError, naming the difference, if two folders hold parts of different experiments.
void require_same(const nlohmann::ordered_json& a, const std::filesystem::path& folder_a,
                  const nlohmann::ordered_json& b, const std::filesystem::path& folder_b);

/// Throws InputError if the stores of two folders are from programs that compute different numbers.
void require_one_signature(const std::vector<std::filesystem::path>& folders);

/// Puts every trial of a folder's store into another. Throws RunError if both have different
/// results of one trial.
void copy_records(const std::filesystem::path& folder, Store& store);

/// Reads the stores of `folders`, at least one. Throws InputError if two of them differ in
/// experiment, data or signature, naming where; RunError if two have different results of one
/// trial.
Merged merge_stores(const std::vector<std::filesystem::path>& folders);

}  // namespace mmoe
