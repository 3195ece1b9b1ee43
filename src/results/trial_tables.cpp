// SPDX-License-Identifier: Apache-2.0
#include "results/trial_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/atomic_file.h"
#include "base/csv_text.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;

fs::path beside(const fs::path& result_file, const char* extension) {
  return fs::path(result_file).replace_extension(extension);
}
fs::path trials_file(const fs::path& result_file) { return beside(result_file, ".trials.csv"); }
fs::path curves_file(const fs::path& result_file) { return beside(result_file, ".curves.csv"); }

std::string number_field(const std::optional<double>& value) {
  return value ? fmt::format("{}", *value) : "";
}

std::string json_field(const nlohmann::ordered_json& value) {
  return csv_escaped(value.is_string() ? value.get<std::string>() : value.dump());
}

/// The options that any record's setting has, in order of appearance.
std::vector<std::string> setting_options(std::span<const TrialRecord> records) {
  std::vector<std::string> options;
  for (const TrialRecord& record : records) {
    for (const auto& [name, value] : record.setting.items()) {
      if (std::ranges::find(options, name) == options.end()) options.push_back(name);
    }
  }
  return options;
}

std::string header(const char* columns, const std::vector<std::string>& options) {
  std::string text = columns;
  for (const std::string& option : options) {
    text += fmt::format(",{}", csv_escaped("setting." + option));
  }
  return text + "\n";
}

/// What ends each row of a record.
std::string setting_fields(const TrialRecord& record, const std::vector<std::string>& options) {
  std::string fields;
  for (const std::string& option : options) {
    fields += ',';
    if (record.setting.contains(option)) fields += json_field(record.setting[option]);
  }
  return fields + "\n";
}

/// The step whose weights were evaluated for a task.
std::string selected_step(const TrialRecord& record, const std::string& task) {
  const auto found = std::ranges::find(record.curve.tasks, task, &TaskCurve::task);
  const auto place = static_cast<std::size_t>(found - record.curve.tasks.begin());
  return place < record.selected_step.size() ? fmt::format("{}", record.selected_step[place]) : "";
}

std::string trial_rows(const TrialRecord& record, const std::string& end) {
  const std::string begin =
      fmt::format("{},{},{},{},{},{}", csv_escaped(record.key), csv_escaped(record.model),
                  record.learning_rate, record.run, record.seed, record.status());
  if (record.metrics.empty()) return begin + ",,,,," + end;  // it diverged
  std::string rows;
  for (const TrialMetric& metric : record.metrics) {
    rows += fmt::format("{},{},{},{},{},{}{}", begin, csv_escaped(metric.task), metric.split,
                        metric.metric, number_field(metric.value),
                        selected_step(record, metric.task), end);
  }
  return rows;
}

std::string curve_rows(const TrialRecord& record, const std::string& end) {
  const auto at = [](const Series& series, std::size_t i) {
    return i < series.size() ? number_field(series[i]) : std::string();
  };
  std::string rows;
  for (std::size_t i = 0; i < record.curve.step.size(); ++i) {
    for (const TaskCurve& task : record.curve.tasks) {
      rows += fmt::format("{},{},{},{},{},{},{},{},{}{}", csv_escaped(record.key),
                          csv_escaped(record.model), record.learning_rate, record.run,
                          record.curve.step[i], csv_escaped(task.task), at(task.training_loss, i),
                          at(task.validation_loss, i), at(task.validation_auc, i), end);
    }
  }
  return rows;
}

template <typename Rows>
void write_table(const fs::path& path, const OutputKind& kind, const char* columns,
                 std::span<const TrialRecord> records, const Rows& rows) {
  const std::vector<std::string> options = setting_options(records);
  AtomicFile file(path, kind);
  file.write(header(columns, options));
  for (const TrialRecord& record : records) {
    file.write(rows(record, setting_fields(record, options)));
  }
  file.commit();
}

}  // namespace

std::vector<fs::path> trial_table_files(const fs::path& result_file) {
  return {trials_file(result_file), curves_file(result_file)};
}

void check_trial_tables(const fs::path& result_file) {
  check_replaceable(trials_file(result_file), kTrialTable);
  check_replaceable(curves_file(result_file), kCurveTable);
}

void write_trial_tables(const fs::path& result_file, std::span<const TrialRecord> records) {
  write_table(trials_file(result_file), kTrialTable,
              "key,model,learning_rate,run,seed,status,task,split,metric,value,selected_step",
              records, trial_rows);
  write_table(curves_file(result_file), kCurveTable,
              "key,model,learning_rate,run,step,task,training_loss,validation_loss,validation_auc",
              records, curve_rows);
}

}  // namespace mmoe
