// SPDX-License-Identifier: Apache-2.0
// FOLDER/trials.sqlite: every finished trial, stored as soon as its group has ended (see
// trial_groups.h). An SQLite file that any tool can open, also while trials run:
//
//   meta(name, value)   what the folder belongs to, as JSON: experiment, data, signatures
//   trials              one row per trial: identity (see identity.h), record (the JSON object that
//                       results list), checksum (SHA-256 of both), finished (UTC); and, read from
//                       the record: key, model, setting, learning_rate, run, status, objective,
//                       seconds
//   metrics             one row per metric of a trial: key, model, setting, learning_rate, run,
//   task,
//                       metric, split, value
//
// Mean test loss by model, setting and learning rate:
//   SELECT model, setting, learning_rate, count(*), avg(value) FROM metrics
//   WHERE metric = 'mse' AND split = 'test' GROUP BY 1, 2, 3;
// Trials that diverged:
//   SELECT key, objective FROM trials WHERE status <> 'ok';
// Where the time went:
//   SELECT model, setting, sum(seconds) / 3600 AS hours FROM trials GROUP BY 1, 2 ORDER BY 3 DESC;
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "experiment/store/readable_store.h"
#include "experiment/store/sqlite.h"
#include "experiment/store/store_lock.h"

namespace mmoe {

inline constexpr int kStoreVersion = 2;

/// The experiment, data and program that a folder's trials belong to.
struct StoreContents {
  nlohmann::ordered_json experiment;  // Experiment::to_json
  nlohmann::ordered_json data;        // write_description
  nlohmann::ordered_json signatures;  // of each model: {"mmoe": "..."}

  bool operator==(const StoreContents&) const = default;
};

/// Not thread-safe. Methods throw RunError where the disk or the file fails.
class Store {
 public:
  enum class Mode {
    kResume,  // write, keeping stored trials
    kFresh,   // write, starting over
    kRead,    // read; also while another process writes
  };
  /// Writing holds the folder's lock (see store_lock.h) until destruction. Throws InputError if the
  /// folder cannot be used, RunError if it is locked or damaged.
  Store(const std::filesystem::path& folder, Mode mode);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  void set_contents(const StoreContents& contents);
  /// Returns the contents. Throws InputError if they were never set.
  StoreContents contents();

  /// Returns the record stored under `identity`, byte for byte, its checksum checked.
  std::optional<std::string> find(const std::string& identity);
  /// Returns the identities of all trials, sorted.
  std::vector<std::string> identities();
  /// Adds a finished trial's record, as JSON, in its own transaction; an existing record is kept.
  /// Waits, with a warning, while another program holds the file.
  void put(const std::string& identity, const std::string& record);

 private:
  void open(Mode mode);
  void use_schema(Mode mode);

  std::string path_;
  std::optional<StoreLock> lock_;
  std::optional<ReadableStore> readable_;  // if opened read-only
  std::optional<Database> db_;
  std::optional<Statement> find_, put_;
};

/// Returns the file of a folder's store.
std::filesystem::path store_path(const std::filesystem::path& folder);
/// Throws InputError if the folder has none.
void require_store(const std::filesystem::path& folder);

/// Returns the checksum stored with a record, by which changes are detected.
std::string record_checksum(const std::string& identity, const std::string& record);

}  // namespace mmoe
