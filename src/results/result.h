// SPDX-License-Identifier: Apache-2.0
// The result file, specified by results/schema/result-2.schema.json: everything needed to run
// again, the environment, the data, one summary per cell, and every trial.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "experiment/trials/trial_record.h"
#include "experiment/trials/trials.h"
#include "results/schemas.h"

namespace mmoe {

struct ResultInput {
  const Experiment& experiment;
  const DataDescription& data;
  const std::vector<Trial>& trials;
  std::span<const TrialRecord> records;      // one per trial
  std::span<const TrialRecord> pilots = {};  // on which rates were chosen
  std::span<const std::int64_t> looks = {};  // see results/replacement.h; empty: no member
};

/// Returns the result without its last member, "trials", which holds the records.
nlohmann::ordered_json make_result(const ResultInput& input);

/// Returns the text of a JSON object for people and programs: indented, with one list element per
/// line; compact, and suited to grep and diff.
std::string object_text(const nlohmann::ordered_json& object);

/// Returns version, commit, compiler, flags, cpu, system and date (UTC).
nlohmann::ordered_json describe_environment();

/// Receives a text piece by piece.
using TextSink = std::function<void(std::string_view)>;

/// Passes the file's text to `write` piece by piece: the result from make_result, and the trials.
void write_result(const nlohmann::ordered_json& result, std::span<const TrialRecord> records,
                  const TextSink& write);
/// Returns all files of a result: NAME.json and the tables of its trials (results/trial_tables.h).
std::vector<std::filesystem::path> result_files(const std::filesystem::path& file);
/// Throws InputError if one of them would replace a file of another kind or, unless `replace`, a
/// result that shows something else (results/replacement.h). Call it before long work.
void check_result_files(const std::filesystem::path& file, const nlohmann::ordered_json& experiment,
                        bool replace);
/// Writes them, each atomically, NAME.json last.
void write_result_files(const std::filesystem::path& file, const nlohmann::ordered_json& result,
                        std::span<const TrialRecord> records);

}  // namespace mmoe
