// SPDX-License-Identifier: Apache-2.0
// The result file: a contract, described by results/schema/result-1.schema.json. All that is needed
// to run again, what it ran on, the data, a summary a cell, and every trial.
#pragma once

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
  std::span<const TrialRecord> records;  // one per trial
};

/// Returns the result but for its last member, "trials", which is the records.
nlohmann::ordered_json make_result(const ResultInput& input);

/// Returns the text of a JSON object for people and programs: indented, but with one element of
/// each list a line, small, and friendly to grep and diff.
std::string object_text(const nlohmann::ordered_json& object);

/// Version, commit, compiler, flags, cpu, system, date (UTC).
nlohmann::ordered_json describe_environment();

/// Takes a text piece by piece.
using TextSink = std::function<void(std::string_view)>;

/// Hands the file's text to `write` piece by piece: what make_result gave, and the trials.
void write_result(const nlohmann::ordered_json& result, std::span<const TrialRecord> records,
                  const TextSink& write);
/// The same to a file, whole or not at all.
void write_result_file(const std::filesystem::path& file, const nlohmann::ordered_json& result,
                       std::span<const TrialRecord> records);

}  // namespace mmoe
