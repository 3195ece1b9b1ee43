// SPDX-License-Identifier: Apache-2.0
// Result files read back: the members of results/schema/result-2.schema.json as plain structs.
// Summaries and comparisons are not among them: what is shown of a result is computed from its
// trials. So files of version 1, whose summaries had other members, are read alike.
#pragma once

#include <cstdint>
#include <exception>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "experiment/trials/trial_record.h"
#include "results/live_record.h"

namespace mmoe {

struct CellMetric {
  std::string task, metric, split;
};

/// One model on one setting, at the learning rate chosen on validation data.
struct ResultCell {
  std::string model;
  nlohmann::ordered_json setting;
  std::int64_t parameters = 0;
  double learning_rate = 0;
  std::vector<CellMetric> metrics;
};

struct Result {
  std::string path;
  nlohmann::ordered_json experiment, environment, data;
  std::vector<ResultCell> cells;
  std::vector<TrialRecord> trials;
  std::optional<LiveRecord> live = {};  // of an experiment with a simulated live test

  std::string name() const { return experiment.at("name"); }
  std::string data_set() const { return experiment.at("data").at("set"); }
};

/// Throws for a file whose members are not what its schema says.
[[noreturn]] void throw_damaged(const std::string& path, const std::exception& error);

/// What `read` makes of the members of a file; throws InputError, naming `path`, where they are not
/// what its schema says.
template <typename Read>
auto read_members(const std::string& path, const Read& read) {
  try {
    return read();
  } catch (const nlohmann::json::exception& error) {
    throw_damaged(path, error);
  } catch (const FieldError& error) {
    throw_damaged(path, error);
  }
}

/// A study's summary, results/schema/sensitivity-1.schema.json, for study/study_reader.h to read.
struct StudyFile {
  std::string path;
  nlohmann::ordered_json json;
};

struct ResultSet {
  std::vector<Result> results;  // by path
  std::vector<StudyFile> studies;
};

/// Reads result files and folders (searched to the bottom for *.json). Of a folder's files those of
/// another schema of ours are passed over, but for studies, and foreign ones with a warning. Throws
/// InputError that names the file: unreadable, damaged (also where its lists do not have the
/// lengths of one another), named and foreign, or of a newer schema version; or a path where
/// nothing was found.
ResultSet read_results(const std::vector<std::string>& paths);

/// Returns a result in memory; `name` stands for the file in messages.
Result to_result(const nlohmann::ordered_json& json, const std::string& name);
/// Returns the same where the trials are apart.
Result to_result(const nlohmann::ordered_json& json, std::vector<TrialRecord> records,
                 const std::string& name);

/// Returns one result file.
Result read_result(const std::string& path);

}  // namespace mmoe
