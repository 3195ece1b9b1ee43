// SPDX-License-Identifier: Apache-2.0
#include "tuning/search/options.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

const std::vector<std::string> kMethods = {"gp", "random", "sobol"};

TunedObjective read_objective(ordered_json json) {
  TunedObjective objective;
  std::string split = "validation";
  Fields fields;
  fields.add("metric", objective.metric, "metric of the validation data",
             {"auc", "log_loss", "accuracy", "mse", "r2"});
  fields.add("task", objective.task, "the task; all without it");
  fields.add("direction", objective.direction, "what is searched for", {"minimise", "maximise"});
  fields.add("split", split, "held-out data");
  const std::string where = "tuning.objective";
  fields.read(json, where);
  if (split != "validation") {
    throw FieldError(where + ".split",
                     fmt::format("found '{}'; expected validation: a search that sees the test set "
                                 "leaves nothing to test on",
                                 split));
  }
  if (objective.metric.empty()) {
    throw FieldError(where, "metric is missing; expected one, such as auc");
  }
  return objective;
}

TuningOptions read_tuning_options(ordered_json json) {
  TuningOptions options;
  const auto objective = take_member(json, "objective");
  const auto first = take_member(json, "first");
  options.fields().read(json, "tuning");
  if (first) options.first = read_first_settings(*first);
  if (objective) options.objective = read_objective(*objective);
  return options;
}

}  // namespace

std::optional<double> TunedObjective::of(const TrialRecord& record) const {
  if (!record.ok) return std::nullopt;
  if (metric.empty()) return record.objective;
  double sum = 0;
  std::size_t count = 0;
  for (const TrialMetric& value : record.metrics) {
    const bool is_it = value.metric == metric && value.split == "validation" &&
                       (task.empty() || value.task == task);
    if (!is_it) continue;
    if (!value.value) return std::nullopt;
    sum += *value.value;
    count += 1;
  }
  if (count == 0) return std::nullopt;
  return (is_maximised() ? -sum : sum) / static_cast<double>(count);
}

bool TunedObjective::is_maximised() const {
  if (metric.empty()) return false;
  return direction.empty() ? better(metric) == Better::kHigher : direction == "maximise";
}

Fields TuningOptions::fields() {
  Fields f;
  f.add("trainings", trainings, "trainings of each study, replicates included", {1, 100000});
  f.add("method", method, "how settings are proposed", kMethods);
  f.add("lag", lag, "trials of a study that a suggestion does not wait for", {0, 256});
  f.add("candidates", candidates, "settings that are trained again in the end", {1, 100});
  f.add("give_up", give_up,
        "share of the steps after which trainings worse than the median end; 0 = never", {0, 0.9});
  f.add("fresh_runs", fresh_runs, "new runs of each of them", {2, 10000});
  return f;
}

TuningMethod TuningOptions::search_method() const {
  if (method == "random") return TuningMethod::kRandom;
  return method == "sobol" ? TuningMethod::kSobol : TuningMethod::kGaussianProcess;
}

bool has_tuning(const JsonText& config) {
  if (!config.value.is_object()) return false;
  if (config.value.contains("tuning")) return true;
  const ordered_json models = config.value.value("models", ordered_json::array());
  return std::ranges::any_of(models, [](const ordered_json& entry) {
    return entry.is_object() && entry.contains("tune");
  });
}

TuningPlan read_tuning(const JsonText& config) {
  return naming_origins(config.origins, [&] {
    TuningPlan plan{read_tuning_options(config.value.value("tuning", ordered_json::object())), {}};
    const ordered_json models = config.value.value("models", ordered_json::array());
    for (std::size_t m = 0; m < models.size(); ++m) {
      if (!models[m].is_object() || !models[m].contains("tune")) continue;
      plan.models.push_back(read_tuned_model(models[m], fmt::format("models[{}].tune", m)));
    }
    if (plan.models.empty()) {
      throw FieldError("tuning", "no model is tuned; expected \"tune\" in one of \"models\"");
    }
    return plan;
  });
}

JsonText without_tuning(JsonText config) {
  config.value.erase("tuning");
  if (!config.value.contains("models")) return config;
  for (ordered_json& entry : config.value["models"]) {
    if (entry.is_object()) entry.erase("tune");
  }
  return config;
}

}  // namespace mmoe
