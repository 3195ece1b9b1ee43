// SPDX-License-Identifier: Apache-2.0
#include "results/sample_result.h"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <numbers>

#include "cli/run_cli.h"
#include "models/registry.h"
#include "results/cells.h"
#include "results/comparisons.h"
#include "results/result.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;

constexpr int kExperts = 8;

/// In (-1, 1), scattered but the same everywhere.
double noise(double a, double b, double c) {
  const double x = std::sin(12.9898 * a + 78.233 * b + 37.719 * c + 1) * 43758.5453;
  return 2 * (x - std::floor(x)) - 1;
}

struct Sample {
  ordered_json experiment;
  std::vector<ordered_json> settings;
  std::vector<Trial> trials;
  std::vector<TrialRecord> records;
  std::vector<std::string> labels;

  ordered_json result(ordered_json data) const {
    ordered_json cells = ordered_json::array();
    const std::vector<Cell> chosen = choose_cells(trials, records);
    for (const Cell& cell : chosen) {
      cells.push_back({{"model", labels[cell.model]},
                       {"setting", settings[cell.setting]},
                       {"parameters", 13000 + 100 * cell.model},
                       {"paper_parameters", 13056},
                       {"learning_rate", cell.learning_rate},
                       {"metrics", summarise_cell(cell, records)},
                       {"fall_per_500_steps", training_fall(cell, records)},
                       {"seconds", training_time(cell, records)}});
    }
    ordered_json result = {{"schema", kResultSchema},
                           {"schema_version", kResultSchemaVersion},
                           {"experiment", experiment},
                           {"environment", describe_environment()},
                           {"data", std::move(data)},
                           {"cells", std::move(cells)},
                           {"comparisons", to_json(compare_models(chosen, records))}};
    result["trials"] = ordered_json::array();
    for (const TrialRecord& record : records) result["trials"].push_back(record);
    return result;
  }
};

ordered_json experiment_json(const std::string& name, ordered_json data,
                             const std::vector<std::string>& labels, int runs) {
  ordered_json models = ordered_json::array();
  for (const std::string& label : labels)
    models.push_back({{"model", label}, {"options", {{"tower", {8}}}}});
  return {{"name", name},
          {"title", "A sample of " + name},
          {"description", "Made up"},
          {"data", std::move(data)},
          {"training",
           {{"batch", 128},
            {"steps", 10000},
            {"evaluate_every", 500},
            {"optimiser", {{"name", "adam"}}}}},
          {"models", models},
          {"runs", runs},
          {"seed", 1}};
}

ordered_json gates_at(double cosine, double progress, int run) {
  ordered_json gates = ordered_json::array();
  for (int task = 0; task < 2; ++task) {
    std::vector<double> weights;
    double sum = 0;
    for (int expert = 0; expert < kExperts; ++expert) {
      const double taste = noise(expert, (1 - cosine) * task, run) * 1.5 * progress;
      weights.push_back(std::exp(taste));
      sum += weights.back();
    }
    for (double& weight : weights) weight /= sum;
    gates.push_back(weights);
  }
  return gates;
}

/// Loss of a model from 1.1 down to `end`.
double decay(double end, double step) {
  return end + (1.1 - end) * std::exp(-std::sqrt(step / 250));
}

ordered_json metric(const std::string& task, const char* name, const char* split, double value) {
  return {{"task", task}, {"metric", name}, {"split", split}, {"value", value}};
}

ordered_json record_head(const Trial& trial, const std::string& label,
                         const ordered_json& setting) {
  return {{"key", trial.key},   {"model", label},
          {"setting", setting}, {"learning_rate", trial.learning_rate},
          {"run", trial.run},   {"seed", 1},
          {"status", "ok"}};
}

ordered_json synthetic_record(const Trial& trial, const std::string& label,
                              const ordered_json& setting, double end) {
  const double cosine = setting["cosine"];
  ordered_json record = record_head(trial, label, setting);
  const bool has_gates = label != "shared-bottom";
  ordered_json steps = ordered_json::array();
  ordered_json gates = ordered_json::array();
  std::vector<ordered_json> training(2, ordered_json::array());
  std::vector<ordered_json> validation(2, ordered_json::array());
  for (int step = 0; step <= 10000; step += 500) {
    steps.push_back(step);
    if (has_gates) gates.push_back(gates_at(cosine, step / 10000.0, static_cast<int>(trial.run)));
    for (std::size_t k = 0; k < 2; ++k) {
      const double loss =
          decay(end, step) * (1 + 0.03 * noise(step, static_cast<double>(k), trial.run));
      training[k].push_back(step == 0 ? ordered_json() : ordered_json(loss));
      validation[k].push_back(loss * 1.02);
    }
  }
  record["objective"] = end;
  record["selected_step"] = {10000};
  record["metrics"] = ordered_json::array();
  ordered_json tasks = ordered_json::array();
  for (std::size_t k = 0; k < 2; ++k) {
    const std::string task = fmt::format("y{}", k + 1);
    for (const char* split : {"validation", "test"}) {
      record["metrics"].push_back(metric(task, "mse", split, end * (k == 0 ? 1 : 1.01)));
      record["metrics"].push_back(metric(task, "r2", split, 1 - end / 1.17));
    }
    tasks.push_back(
        {{"task", task}, {"training_loss", training[k]}, {"validation_loss", validation[k]}});
  }
  if (has_gates) record["gates"] = gates.back();
  record["curve"] = {{"step", steps}, {"tasks", tasks}};
  if (has_gates) record["curve"]["gates"] = gates;
  record["seconds"] = 2.5 + 0.2 * noise(trial.run, static_cast<double>(trial.model), 9);
  return record;
}

ordered_json census_record(const Trial& trial, const std::string& label,
                           const ordered_json& setting, double main_auc) {
  ordered_json record = record_head(trial, label, setting);
  const std::string main = setting["group"] == 1 ? "income" : "education_college";
  record["objective"] = -main_auc;
  record["selected_step"] = {2000};
  const double wobble = 0.0006 * noise(trial.run, static_cast<double>(trial.model), 5);
  record["metrics"] = {metric(main, "auc", "validation", main_auc + wobble),
                       metric("never_married", "auc", "validation", 0.9941),
                       metric(main, "auc", "test", main_auc),
                       metric("never_married", "auc", "test", 0.994 + wobble)};
  ordered_json tasks = ordered_json::array();
  for (const std::string& task : {main, std::string("never_married")}) {
    tasks.push_back({{"task", task},
                     {"training_loss", {nullptr, 0.14, 0.13}},
                     {"validation_loss", {0.69, 0.15, 0.14}},
                     {"validation_auc", {0.5, 0.93, 0.94}}});
  }
  record["curve"] = {{"step", {0, 1000, 2000}}, {"tasks", tasks}};
  record["seconds"] = 4.0 + static_cast<double>(trial.model);
  return record;
}

template <typename MakeRecord>
void add_trials(Sample& sample, const std::vector<double>& rates, int runs, MakeRecord make) {
  for (std::size_t s = 0; s < sample.settings.size(); ++s) {
    for (std::size_t m = 0; m < sample.labels.size(); ++m) {
      for (const double rate : rates) {
        for (int run = 0; run < runs; ++run) {
          sample.trials.push_back({.key = fmt::format("{}/{}/lr={}/run={}", sample.labels[m],
                                                      setting_key(sample.settings[s]), rate, run),
                                   .model = m,
                                   .setting = s,
                                   .learning_rate = rate,
                                   .run = static_cast<std::uint32_t>(run)});
          const ordered_json record = make(sample.trials.back());
          sample.records.push_back(record.get<TrialRecord>());
        }
      }
    }
  }
}

}  // namespace

ordered_json sample_synthetic(int runs) {
  // Final losses of the paper's Figure 4, by model and correlation.
  const std::map<std::string, std::vector<double>> ends = {{"shared-bottom", {0.255, 0.222, 0.2}},
                                                           {"omoe", {0.145, 0.118, 0.08}},
                                                           {"mmoe", {0.083, 0.08, 0.07}}};
  Sample sample;
  sample.labels = {"shared-bottom", "omoe", "mmoe"};
  sample.settings = {{{"cosine", 0.5}, {"pearson", 0.075}},
                     {{"cosine", 0.9}, {"pearson", 0.3}},
                     {{"cosine", 1.0}, {"pearson", 0.99}}};
  sample.experiment = experiment_json(
      "synthetic", {{"set", "synthetic"}, {"cosine", {0.5, 0.9, 1.0}}}, sample.labels, runs);
  add_trials(sample, {0.001, 0.01}, runs, [&](const Trial& trial) {
    const std::string& label = sample.labels[trial.model];
    const double spread = label == "shared-bottom" ? 0.4 : 0.1;
    const double worse = trial.learning_rate == 0.01 ? 1.5 : 1;
    const double end = ends.at(label)[trial.setting] * worse *
                       (1 + spread * noise(trial.run, static_cast<double>(trial.model), 3));
    return synthetic_record(trial, label, sample.settings[trial.setting], end);
  });
  ordered_json points = ordered_json::array();
  for (const ordered_json& setting : sample.settings) {
    const double predicted = setting["pearson"];
    points.push_back({{"setting", setting},
                      {"pairs",
                       {{{"tasks", {1, 2}},
                         {"cosine", setting["cosine"]},
                         {"target", nullptr},
                         {"predicted", predicted},
                         {"measured", predicted + 0.001}}}}});
  }
  // The setting that passes through the paper's Figure 2.
  return sample.result({{"set", "synthetic"},
                        {"c", 0.44},
                        {"alpha", {6.64, 16.21}},
                        {"beta", {std::numbers::pi, 0.0}},
                        {"noise", 0.1},
                        {"measured_rows", 1000000},
                        {"points", points}});
}

ordered_json sample_census(int runs) {
  Sample sample;
  for (const ModelEntry& entry : models()) sample.labels.push_back(entry.name);
  sample.settings = {{{"group", 1}}, {{"group", 2}}};
  sample.experiment = experiment_json(
      "census-income", {{"set", "census-income"}, {"group", {1, 2}}}, sample.labels, runs);
  add_trials(sample, {0.001}, runs, [&](const Trial& trial) {
    const double base = trial.setting == 0 ? 0.945 : 0.889;
    const double auc = base + 0.0004 * static_cast<double>(trial.model) +
                       0.0005 * noise(trial.run, static_cast<double>(trial.setting), 4);
    return census_record(trial, sample.labels[trial.model], sample.settings[trial.setting], auc);
  });
  return sample.result({{"name", "census-income"},
                        {"groups",
                         {{{"group", 1}, {"pearson", {{"train", -0.1782}, {"test", -0.1787}}}},
                          {{"group", 2}, {"pearson", {{"train", -0.24}, {"test", -0.2376}}}}}}});
}

void write_result(const ordered_json& result, const std::string& path) {
  write_file(path, object_text(result));
}

}  // namespace mmoe::testing
