// SPDX-License-Identifier: Apache-2.0
#include "results/result.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/utsname.h>

#include <ctime>
#include <fstream>

#include "base/atomic_file.h"
#include "base/interrupt.h"
#include "base/json_file.h"
#include "base/version.h"
#include "results/cells.h"
#include "results/comparisons.h"
#include "results/replacement.h"
#include "results/trial_tables.h"
#include "statistics/or_null.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

std::string cpu_name() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    const auto colon = line.find(": ");
    if (line.starts_with("model name") && colon != std::string::npos) return line.substr(colon + 2);
  }
  return "unknown";
}

const char* rate_chosen_on(const ResultInput& in, const ModelSpec& spec) {
  if (spec.training.learning_rates.size() == 1) return "nothing";
  return in.pilots.empty() ? "reported runs" : "pilot runs";
}

/// What the choice of a rate stands on; a program that wants more trains the pilot again.
ordered_json write_pilots(std::span<const TrialRecord> pilots) {
  ordered_json list = ordered_json::array();
  for (const TrialRecord& pilot : pilots) {
    list.push_back({{"key", pilot.key},
                    {"model", pilot.model},
                    {"setting", pilot.setting},
                    {"learning_rate", pilot.learning_rate},
                    {"run", pilot.run},
                    {"status", pilot.status()},
                    {"objective", or_null(pilot.objective)}});
  }
  return list;
}

ordered_json write_cells(const ResultInput& in, const std::vector<Cell>& cells) {
  ordered_json list = ordered_json::array();
  const auto settings = in.data.settings();
  for (const Cell& cell : cells) {
    const ModelSpec& spec = spec_of(in.experiment, in.trials[cell.trials.front()]);
    const auto model = spec.entry->make_float(spec.options, in.data.problem(cell.setting));
    list.push_back({{"model", spec.label},
                    {"setting", settings[cell.setting]},
                    {"parameters", model->layout().parameter_count()},
                    {"paper_parameters", model->layout().paper_count()},
                    {"learning_rate", cell.learning_rate},
                    {"rate_chosen_on", rate_chosen_on(in, spec)},
                    {"metrics", summarise_cell(cell, in.records)},
                    {"fall_per_500_steps", training_fall(cell, in.records)},
                    {"seconds", training_time(cell, in.records)}});
  }
  return list;
}

/// One element per line.
std::string list_text(const ordered_json& list) {
  std::string text = "[";
  for (std::size_t i = 0; i < list.size(); ++i) {
    text += (i > 0 ? ",\n    " : "\n    ") + json_text(list[i], -1);
  }
  return text + (list.empty() ? "]" : "\n  ]");
}

std::string block_text(const ordered_json& value) {
  std::string text;
  for (const char c : json_text(value)) {
    text += c;
    if (c == '\n') text += "  ";
  }
  return text;
}

/// One member per line, or a block; without the braces.
std::string members_text(const ordered_json& object) {
  std::string text;
  for (const auto& [name, value] : object.items()) {
    text += fmt::format("{}  {}: {}", text.empty() ? "" : ",\n", json_text(name, -1),
                        value.is_array() ? list_text(value) : block_text(value));
  }
  return text;
}

}  // namespace

ordered_json describe_environment() {
  const BuildInfo build = build_info();
  utsname system{};
  uname(&system);
  return {{"version", build.version},
          {"commit", build.commit},
          {"compiler", build.compiler},
          {"flags", build.flags},
          {"cpu", cpu_name()},
          {"system", fmt::format("{} {} {}", system.sysname, system.release, system.machine)},
          {"date", fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)))}};
}

ordered_json make_result(const ResultInput& in) {
  const std::vector<Cell> cells = choose_cells(in.trials, in.records);
  ordered_json result = {{"schema", kResultSchema},
                         {"schema_version", kResultSchemaVersion},
                         {"experiment", in.experiment.to_json()},
                         {"environment", describe_environment()},
                         {"data", in.data.describe()},
                         {"cells", write_cells(in, cells)},
                         {"comparisons", to_json(compare_models(cells, in.records))}};
  if (!in.pilots.empty()) result["pilots"] = write_pilots(in.pilots);
  if (!in.looks.empty()) result["environment"]["looks"] = in.looks;
  return result;
}

void write_result(const ordered_json& result, std::span<const TrialRecord> records,
                  const TextSink& write) {
  write("{\n" + members_text(result) + ",\n  \"trials\": [");
  for (std::size_t t = 0; t < records.size(); ++t) {
    if (interrupted()) throw Interrupted();
    write(t > 0 ? ",\n    " : "\n    ");
    write(record_text(records[t]));
  }
  write(records.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

std::string object_text(const ordered_json& object) {
  return "{\n" + members_text(object) + "\n}\n";
}

std::vector<std::filesystem::path> result_files(const std::filesystem::path& file) {
  std::vector<std::filesystem::path> files = trial_table_files(file);
  files.push_back(file);
  return files;
}

void check_result_files(const std::filesystem::path& file, const ordered_json& experiment,
                        bool replace) {
  check_replaceable(file, kResultFile);
  check_trial_tables(file);
  if (!replace) check_keeps_result(file, experiment);
}

void write_result_files(const std::filesystem::path& file, const ordered_json& result,
                        std::span<const TrialRecord> records) {
  write_trial_tables(file, records);
  AtomicFile out(file, kResultFile);
  write_result(result, records, [&](std::string_view piece) { out.write(piece); });
  out.commit();
}

}  // namespace mmoe
