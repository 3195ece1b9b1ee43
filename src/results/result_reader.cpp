// SPDX-License-Identifier: Apache-2.0
#include "results/result_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/error.h"
#include "base/interrupt.h"
#include "base/json_file.h"
#include "base/log.h"
#include "base/read_file.h"
#include "results/result.h"
#include "results/trial_shape.h"
#include "statistics/or_null.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
namespace fs = std::filesystem;

ResultCell read_cell(const ordered_json& json) {
  ResultCell cell{.model = json.at("model"),
                  .setting = json.at("setting"),
                  .parameters = json.at("parameters"),
                  .learning_rate = json.at("learning_rate"),
                  .metrics = {}};
  for (const ordered_json& m : json.at("metrics")) {
    cell.metrics.push_back({m.at("task"), m.at("metric"), m.at("split")});
  }
  return cell;
}

/// Results are large: the reader that notes every line runs only where there is an error to tell.
ordered_json parse_text(const std::string& text, const std::string& path) {
  if (interrupted()) throw Interrupted();
  try {
    return ordered_json::parse(text);
  } catch (const nlohmann::json::exception&) {
    return parse_json(text, path).value;
  }
}

/// "mmoe-bench/result"; empty if the file has none.
std::string schema_of(const ordered_json& json) {
  if (!json.is_object() || !json.contains("schema") || !json["schema"].is_string()) return "";
  return json["schema"];
}

/// `newest` is the version that this program writes.
void check_version(const ordered_json& json, int newest, const std::string& path) {
  const ordered_json version = json.value("schema_version", ordered_json());
  if (!version.is_number_integer() || version < 1) {
    throw InputError(fmt::format("{}: damaged: schema_version is {}; expected {}", path,
                                 version.dump(), newest));
  }
  if (version > newest) {
    throw InputError(
        fmt::format("{}: schema_version is {}; this version reads up to {}: use a newer mmoe-bench",
                    path, version.dump(), newest));
  }
}

void check_schema(const ordered_json& json, const std::string& path) {
  const std::string schema = schema_of(json);
  if (schema != kResultSchema) {
    throw InputError(fmt::format("{}: not a result file: schema is {}; expected \"{}\"", path,
                                 schema.empty() ? "missing" : ordered_json(schema).dump(),
                                 kResultSchema));
  }
  check_version(json, kResultSchemaVersion, path);
}

/// The points of a study are no results of their own: its summary has what they show.
bool has_points(const fs::path& folder) {
  return folder.filename() == "points" && fs::exists(folder.parent_path() / "design.json");
}

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with("."); }

std::vector<std::string> files_below(const std::string& folder) {
  std::vector<std::string> files;
  fs::recursive_directory_iterator entries(folder);
  for (const auto& entry : entries) {
    const std::string path = entry.path().string();
    if (is_hidden(entry.path())) {  // such as the ._NAME.json that macOS leaves on other disks
      if (entry.is_directory()) entries.disable_recursion_pending();
      continue;
    }
    if (has_points(entry.path())) entries.disable_recursion_pending();
    if (entry.is_regular_file() && is_json_name(path) && !path.ends_with(".schema.json")) {
      files.push_back(path);
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Empty where the result has none.
std::optional<LiveRecord> read_live_of(const ordered_json& json, const std::string& path) {
  if (!json.contains("live") || json["live"].is_null()) return {};
  try {
    return read_live_record(json["live"]);
  } catch (const FieldError& error) {
    throw InputError(fmt::format("{}: damaged: {}", path, error.what()));
  }
}

/// A result of these trials.
Result read_all(const ordered_json& json, std::vector<TrialRecord> trials,
                const std::string& path) {
  return read_members(path, [&] {
    Result result{.path = path,
                  .experiment = json.at("experiment"),
                  .environment = json.at("environment"),
                  .data = json.at("data"),
                  .cells = {},
                  .trials = std::move(trials),
                  .live = read_live_of(json, path)};
    for (const ordered_json& cell : json.at("cells")) result.cells.push_back(read_cell(cell));
    for (const TrialRecord& trial : result.trials) {
      if (const std::string fault = shape_fault(trial); !fault.empty()) {
        throw InputError(fmt::format("{}: damaged: trial {}: {}", path, trial.key, fault));
      }
    }
    result.name();
    result.data_set();
    return result;
  });
}

/// A file of a folder that has a schema of ours, also a newer one or a damaged file. Warns of
/// others, which other programs left there.
std::optional<ordered_json> parse_ours(const std::string& path) {
  const std::string text = read_whole_file(path);
  const bool has_mark = text.find("\"mmoe-bench/") != std::string::npos;
  const ordered_json json = has_mark ? parse_text(text, path) : ordered_json();
  if (schema_of(json).starts_with("mmoe-bench/")) return json;
  log_warning(fmt::format("{}: not a result file; ignored", path));
  return std::nullopt;
}

void add_file(ResultSet& set, const std::string& path, const ordered_json& json) {
  if (schema_of(json) == kStudySchema || schema_of(json) == kTuningSchema) {
    const bool is_study = schema_of(json) == kStudySchema;
    check_version(json, is_study ? kStudySchemaVersion : kTuningSchemaVersion, path);
    set.studies.push_back({path, json});
  } else {
    set.results.push_back(to_result(json, path));
  }
}

}  // namespace

void throw_damaged(const std::string& path, const std::exception& error) {
  throw InputError(fmt::format("{}: damaged: {}; `mmoe-bench schema` prints what is expected", path,
                               error.what()));
}

Result to_result(const ordered_json& json, const std::string& name) {
  check_schema(json, name);
  std::vector<TrialRecord> trials = read_members(name, [&] {
    std::vector<TrialRecord> read;
    for (const ordered_json& trial : json.at("trials")) {
      if (interrupted()) throw Interrupted();
      read.push_back(trial.get<TrialRecord>());
    }
    return read;
  });
  return read_all(json, std::move(trials), name);
}

Result to_result(const ordered_json& json, std::vector<TrialRecord> records,
                 const std::string& name) {
  check_schema(json, name);
  return read_all(json, std::move(records), name);
}

Result read_result(const std::string& path) {
  return to_result(parse_text(read_whole_file(path), path), path);
}

ResultSet read_results(const std::vector<std::string>& paths) {
  ResultSet set;
  for (const std::string& path : paths) {
    if (!fs::is_directory(path)) {
      add_file(set, path, parse_text(read_whole_file(path), path));
      continue;
    }
    const std::size_t before = set.results.size() + set.studies.size();
    for (const std::string& file : files_below(path)) {
      const auto json = parse_ours(file);
      const bool is_used =
          json && (schema_of(*json) == kResultSchema || schema_of(*json) == kStudySchema ||
                   schema_of(*json) == kTuningSchema);
      if (is_used) add_file(set, file, *json);
    }
    if (set.results.size() + set.studies.size() == before) {
      throw InputError(fmt::format("{}: no result file below it; expected one such as {}", path,
                                   (fs::path(path) / "synthetic.json").string()));
    }
  }
  return set;
}

}  // namespace mmoe
