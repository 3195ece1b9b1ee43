// SPDX-License-Identifier: Apache-2.0
#include "results/result_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <functional>

#include "base/error.h"
#include "base/interrupt.h"
#include "base/json_file.h"
#include "base/read_file.h"
#include "experiment/trials/trial_record.h"
#include "results/result.h"
#include "results/trial_shape.h"
#include "statistics/or_null.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
namespace fs = std::filesystem;

Summary read_summary(const ordered_json& json) {
  Summary s{.n = json.at("n"),
            .mean = number_or_none(json.at("mean")),
            .sd = number_or_none(json.at("sd")),
            .se = number_or_none(json.at("se")),
            .ci95 = {},
            .min = number_or_none(json.at("min")),
            .q1 = number_or_none(json.at("q1")),
            .median = number_or_none(json.at("median")),
            .q3 = number_or_none(json.at("q3")),
            .max = number_or_none(json.at("max"))};
  const ordered_json& ci = json.at("ci95");
  if (!ci.is_null()) s.ci95 = Interval{ci.at(0), ci.at(1)};
  return s;
}

ResultCell read_cell(const ordered_json& json) {
  ResultCell cell{.model = json.at("model"),
                  .setting = json.at("setting"),
                  .parameters = json.at("parameters"),
                  .learning_rate = json.at("learning_rate"),
                  .metrics = {}};
  for (const ordered_json& m : json.at("metrics")) {
    cell.metrics.push_back({m.at("task"), m.at("metric"), m.at("split"), read_summary(m)});
  }
  return cell;
}

Series read_series(const ordered_json& json) {
  Series series;
  for (const ordered_json& value : json) series.push_back(number_or_none(value));
  return series;
}

Gates read_gates(const ordered_json& json) {
  Gates gates;
  for (const ordered_json& task : json) {
    gates.emplace_back();
    for (const ordered_json& weight : task) {
      gates.back().push_back(number_or_none(weight).value_or(0));
    }
  }
  return gates;
}

ResultCurve read_curve(const ordered_json& json) {
  ResultCurve curve;
  curve.step = json.at("step").get<std::vector<double>>();
  for (const ordered_json& task : json.at("tasks")) {
    curve.tasks.push_back({task.at("task"), read_series(task.at("training_loss")),
                           read_series(task.at("validation_loss")),
                           read_series(task.value("validation_auc", ordered_json::array()))});
  }
  for (const ordered_json& gates : json.value("gates", ordered_json::array())) {
    curve.gates.push_back(read_gates(gates));
  }
  return curve;
}

ResultTrial read_trial(const ordered_json& json) {
  ResultTrial trial{.key = json.at("key"),
                    .model = json.at("model"),
                    .setting = json.at("setting"),
                    .learning_rate = json.at("learning_rate"),
                    .run = json.at("run"),
                    .seed = json.at("seed"),
                    .ok = json.at("status") == "ok",
                    .metrics = {},
                    .gates = {},
                    .curve = read_curve(json.at("curve")),
                    .seconds = json.at("seconds")};
  for (const ordered_json& m : json.at("metrics")) {
    trial.metrics.push_back(
        {m.at("task"), m.at("metric"), m.at("split"), number_or_none(m.at("value"))});
  }
  if (json.contains("gates")) trial.gates = read_gates(json["gates"]);
  return trial;
}

/// Results are large: the reader that notes every line runs only where there is an error to tell.
ordered_json parse_file(const std::string& path) {
  if (interrupted()) throw Interrupted();
  const std::string text = read_whole_file(path);
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

/// A result whose trials add_trials reads.
Result read_all(const ordered_json& json, const std::string& path,
                const std::function<void(std::vector<ResultTrial>&)>& add_trials) {
  check_schema(json, path);
  return read_members(path, [&] {
    Result result{.path = path,
                  .experiment = json.at("experiment"),
                  .environment = json.at("environment"),
                  .data = json.at("data"),
                  .cells = {},
                  .trials = {}};
    for (const ordered_json& cell : json.at("cells")) result.cells.push_back(read_cell(cell));
    add_trials(result.trials);
    for (const ResultTrial& trial : result.trials) {
      if (const std::string fault = shape_fault(trial); !fault.empty()) {
        throw InputError(fmt::format("{}: damaged: trial {}: {}", path, trial.key, fault));
      }
    }
    result.name();
    result.data_set();
    return result;
  });
}

}  // namespace

void throw_damaged(const std::string& path, const nlohmann::json::exception& error) {
  throw InputError(fmt::format("{}: damaged: {}; `mmoe-bench schema` prints what is expected", path,
                               error.what()));
}

Result to_result(const ordered_json& json, const std::string& name) {
  return read_all(json, name, [&](std::vector<ResultTrial>& trials) {
    for (const ordered_json& trial : json.at("trials")) {
      if (interrupted()) throw Interrupted();
      trials.push_back(read_trial(trial));
    }
  });
}

Result to_result(const ordered_json& json, const std::vector<std::string>& records,
                 const std::string& name) {
  return read_all(json, name, [&](std::vector<ResultTrial>& trials) {
    for (const std::string& record : records) {
      trials.push_back(read_trial(read_record(record)));
    }
  });
}

Result read_result(const std::string& path) { return to_result(parse_file(path), path); }

ResultSet read_results(const std::vector<std::string>& paths) {
  ResultSet set;
  for (const std::string& path : paths) {
    const bool is_folder = fs::is_directory(path);
    const std::size_t before = set.results.size() + set.studies.size();
    for (const std::string& file : is_folder ? files_below(path) : std::vector{path}) {
      const ordered_json json = parse_file(file);
      const std::string schema = schema_of(json);
      const bool is_other = schema.starts_with("mmoe-bench/") && schema != kResultSchema;
      if (schema == kStudySchema) {
        check_version(json, kStudySchemaVersion, file);
        set.studies.push_back({file, json});
      } else if (!is_folder || !is_other) {
        set.results.push_back(to_result(json, file));
      }  // else of ours, and of no use here
    }
    if (is_folder && set.results.size() + set.studies.size() == before) {
      throw InputError(fmt::format("{}: no result file below it; expected one such as {}", path,
                                   (fs::path(path) / "synthetic.json").string()));
    }
  }
  return set;
}

}  // namespace mmoe
