// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/trial_record.h"

#include <cmath>
#include <limits>

#include "base/interrupt.h"
#include "statistics/or_null.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

ordered_json finite_or_null(const std::optional<double>& value) {
  return value && std::isfinite(*value) ? ordered_json(*value) : ordered_json(nullptr);
}

ordered_json series_json(const Series& series) {
  ordered_json list = ordered_json::array();
  for (const auto& value : series) list.push_back(finite_or_null(value));
  return list;
}

Series read_series(const ordered_json& json) {
  Series series;
  for (const ordered_json& value : json) series.push_back(number_or_none(value));
  return series;
}

ordered_json gates_json(const Gates& gates) {
  ordered_json list = ordered_json::array();
  for (const auto& task : gates) {
    ordered_json row = ordered_json::array();
    for (const double weight : task) row.push_back(finite_or_null(weight));
    list.push_back(std::move(row));
  }
  return list;
}

Gates read_gates(const ordered_json& json) {
  Gates gates;
  for (const ordered_json& task : json) {
    std::vector<double>& row = gates.emplace_back();
    for (const ordered_json& weight : task) {
      row.push_back(number_or_none(weight).value_or(std::numeric_limits<double>::quiet_NaN()));
    }
  }
  return gates;
}

ordered_json curve_json(const TrialCurve& curve) {
  ordered_json tasks = ordered_json::array();
  for (const TaskCurve& task : curve.tasks) {
    tasks.push_back({{"task", task.task},
                     {"training_loss", series_json(task.training_loss)},
                     {"validation_loss", series_json(task.validation_loss)}});
    if (!task.validation_auc.empty()) {
      tasks.back()["validation_auc"] = series_json(task.validation_auc);
    }
  }
  ordered_json json = {{"step", curve.step}, {"tasks", std::move(tasks)}};
  for (const Gates& gates : curve.gates) json["gates"].push_back(gates_json(gates));
  return json;
}

TrialCurve read_curve(const ordered_json& json) {
  TrialCurve curve;
  json.at("step").get_to(curve.step);
  for (const ordered_json& task : json.at("tasks")) {
    curve.tasks.push_back({.task = task.at("task"),
                           .training_loss = read_series(task.at("training_loss")),
                           .validation_loss = read_series(task.at("validation_loss"))});
    if (task.contains("validation_auc")) {
      curve.tasks.back().validation_auc = read_series(task["validation_auc"]);
    }
  }
  for (const ordered_json& gates : json.value("gates", ordered_json::array())) {
    curve.gates.push_back(read_gates(gates));
  }
  return curve;
}

/// What trials have whose test rows have groups.
void read_groups(const ordered_json& json, TrialRecord& record) {
  const ordered_json none = ordered_json::array();
  for (const ordered_json& blocks : json.value("test_blocks", none)) {
    record.test_blocks.push_back({blocks.at("task"), blocks.at("metric"), blocks.at("of"),
                                  blocks.at("blocks").get<std::vector<double>>()});
  }
  for (const ordered_json& task : json.value("reliability", none)) {
    record.reliability.push_back({task.at("task"), task.at("predicted").get<std::vector<double>>(),
                                  task.at("observed").get<std::vector<double>>()});
  }
  for (const ordered_json& decile : json.value("gate_deciles", none)) {
    record.gate_deciles.push_back(read_gates(decile));
  }
}

}  // namespace

void to_json(ordered_json& json, const TrialRecord& record) {
  json = {{"key", record.key},         {"model", record.model},
          {"setting", record.setting}, {"learning_rate", record.learning_rate},
          {"run", record.run},         {"seed", record.seed},
          {"status", record.status()}};
  if (record.diverged_at) json["diverged_at"] = *record.diverged_at;
  json["objective"] = finite_or_null(record.objective);
  json["selected_step"] = record.selected_step;
  json["metrics"] = ordered_json::array();
  for (const TrialMetric& m : record.metrics) {
    json["metrics"].push_back({{"task", m.task},
                               {"metric", m.metric},
                               {"split", m.split},
                               {"value", finite_or_null(m.value)}});
  }
  if (!record.gates.empty()) json["gates"] = gates_json(record.gates);
  json["curve"] = curve_json(record.curve);
  for (const AucBlocks& task : record.auc_blocks) {
    json["auc_blocks"].push_back({{"task", task.task}, {"blocks", task.blocks}});
  }
  for (const TestBlocks& blocks : record.test_blocks) {
    json["test_blocks"].push_back({{"task", blocks.task},
                                   {"metric", blocks.metric},
                                   {"of", blocks.of},
                                   {"blocks", blocks.blocks}});
  }
  for (const Reliability& task : record.reliability) {
    json["reliability"].push_back(
        {{"task", task.task}, {"predicted", task.predicted}, {"observed", task.observed}});
  }
  for (const Gates& decile : record.gate_deciles) {
    json["gate_deciles"].push_back(gates_json(decile));
  }
  json["seconds"] = record.seconds;
}

void from_json(const ordered_json& json, TrialRecord& record) {
  record = {.key = json.at("key"),
            .model = json.at("model"),
            .setting = json.at("setting"),
            .learning_rate = json.at("learning_rate"),
            .run = json.at("run"),
            .seed = json.at("seed"),
            .ok = json.at("status") == "ok",
            .diverged_at = {},
            .objective = number_or_none(json.at("objective")),
            .selected_step = json.at("selected_step").get<std::vector<std::int64_t>>(),
            .metrics = {},
            .gates = {},
            .curve = read_curve(json.at("curve")),
            .auc_blocks = {},
            .test_blocks = {},
            .reliability = {},
            .gate_deciles = {},
            .seconds = json.at("seconds")};
  if (json.contains("diverged_at")) record.diverged_at = json["diverged_at"].get<std::int64_t>();
  for (const ordered_json& m : json.at("metrics")) {
    record.metrics.push_back(
        {m.at("task"), m.at("metric"), m.at("split"), number_or_none(m.at("value"))});
  }
  if (json.contains("gates")) record.gates = read_gates(json["gates"]);
  for (const ordered_json& task : json.value("auc_blocks", ordered_json::array())) {
    record.auc_blocks.push_back({task.at("task"), task.at("blocks").get<std::vector<double>>()});
  }
  read_groups(json, record);
}

std::string record_text(const TrialRecord& record) { return ordered_json(record).dump(); }

TrialRecord read_record(const std::string& text) {
  if (interrupted()) throw Interrupted();
  return ordered_json::parse(text).get<TrialRecord>();
}

std::vector<TrialRecord> read_records(const std::vector<std::string>& texts) {
  std::vector<TrialRecord> records;
  records.reserve(texts.size());
  for (const std::string& text : texts) records.push_back(read_record(text));
  return records;
}

}  // namespace mmoe
