// SPDX-License-Identifier: Apache-2.0
#include "results/result_comparison.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <span>

#include "base/error.h"
#include "results/comparison_verdicts.h"
#include "results/labels.h"
#include "results/pairing.h"
#include "results/replacement.h"
#include "results/runs.h"
#include "statistics/holm.h"
#include "statistics/independent.h"
#include "statistics/looks.h"
#include "statistics/median_interval.h"
#include "statistics/paired.h"
#include "statistics/rounding.h"
#include "statistics/sample.h"
#include "statistics/sign_test.h"
#include "statistics/summary.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// The runs of one cell, at its learning rate.
struct CellRuns {
  std::vector<const TrialRecord*> finished;
  std::size_t diverged = 0;
};

CellRuns runs_of(const Result& result, const ResultCell& cell) {
  return {trials_of(result, cell), diverged_runs(result, cell)};
}

void test_pairs(CellDifference& cell, std::span<const double> a, std::span<const double> b) {
  cell.by_run = differences(b, a);
  cell.mean_a = summarise(a).mean;
  cell.mean_b = summarise(b).mean;
  if (!is_sample(cell.by_run, 1)) return;
  cell.difference = 0;
  const auto test = sign_test(cell.by_run, rounding_error(a, b));
  if (!test) return;  // all there is, is rounding
  cell.difference = median(cell.by_run);
  if (const auto found = median_interval(cell.by_run)) cell.ci95 = found->interval;
  cell.p = test->p;
}

void test_apart(CellDifference& cell, const std::vector<double>& a, const std::vector<double>& b) {
  cell.mean_a = summarise(a).mean;
  cell.mean_b = summarise(b).mean;
  if (cell.mean_a && cell.mean_b) cell.difference = *cell.mean_b - *cell.mean_a;
  if (const auto test = welch_test(b, a)) {
    cell.ci95 = test->ci95;
    cell.p = test->p;
  }
}

CellDifference compare_cell(const ResultCell& cell, const CellMetric& metric, const CellRuns& a,
                            const CellRuns& b) {
  CellDifference result;
  result.model = cell.model;
  result.setting = cell.setting;
  result.task = metric.task;
  result.metric = metric.metric;
  const auto of_a = test_values(a.finished, metric.metric, metric.task);
  const auto of_b = test_values(b.finished, metric.metric, metric.task);
  const auto pairs = pair_by_run({values_by_run(a.finished, metric.metric, metric.task),
                                  values_by_run(b.finished, metric.metric, metric.task)});
  result.n_a = of_a.size();
  result.n_b = of_b.size();
  result.diverged_a = a.diverged;
  result.diverged_b = b.diverged;
  result.pairs = pairs[0].size();
  if (result.is_paired()) {
    test_pairs(result, pairs[0], pairs[1]);
  } else {
    test_apart(result, of_a, of_b);
  }
  return result;
}

/// The metrics of both cells that are asked for; a cell whose runs all diverged lists none.
std::vector<CellMetric> metrics_of(const ResultCell& a, const ResultCell& b,
                                   const std::string& metric) {
  std::vector<CellMetric> chosen;
  for (const ResultCell* cell : {&a, &b}) {
    for (const CellMetric& m : cell->metrics) {
      const bool asked =
          m.split == kTestSplit && (metric.empty() ? is_headline(m.metric) : m.metric == metric);
      const bool known = std::any_of(chosen.begin(), chosen.end(), [&](const CellMetric& c) {
        return c.task == m.task && c.metric == m.metric;
      });
      if (asked && !known) chosen.push_back(m);
    }
  }
  return chosen;
}

/// The experiments without what only one has: models are matched by label, wherever they stand.
std::vector<Difference> configuration_differences(ordered_json a, ordered_json b) {
  const auto by_label = [](const ordered_json& experiment) {
    ordered_json models = ordered_json::object();
    for (const ordered_json& model : experiment.at("models")) {
      models[model.value("label", model.at("model").get<std::string>())] = model;
    }
    return models;
  };
  const ordered_json models_a = by_label(a);
  const ordered_json models_b = by_label(b);
  a["models"] = ordered_json::object();
  b["models"] = ordered_json::object();
  for (const auto& [label, model] : models_a.items()) {
    if (!models_b.contains(label)) continue;
    a["models"][label] = model;
    b["models"][label] = models_b[label];
  }
  return json_differences(a, b);
}

ExperimentComparison compare_experiment(const Result& a, const Result& b,
                                        const std::string& metric) {
  ExperimentComparison found;
  found.name = a.name() == b.name() ? a.name() : a.name() + " and " + b.name();
  found.path_a = a.path;
  found.path_b = b.path;
  for (const ResultCell& cell : a.cells) {
    const ResultCell* other = find_cell(b, cell.model, cell.setting);
    if (other == nullptr) {
      found.only_in_a.push_back(cell_title(cell.model, cell.setting));
      continue;
    }
    const CellRuns runs_a = runs_of(a, cell);
    const CellRuns runs_b = runs_of(b, *other);
    for (const CellMetric& m : metrics_of(cell, *other, metric)) {
      found.cells.push_back(compare_cell(cell, m, runs_a, runs_b));
    }
  }
  for (const ResultCell& cell : b.cells) {
    if (find_cell(a, cell.model, cell.setting) == nullptr) {
      found.only_in_b.push_back(cell_title(cell.model, cell.setting));
    }
  }
  found.configuration = configuration_differences(a.experiment, b.experiment);
  found.environment = json_differences(a.environment, b.environment);
  const bool same_data = a.experiment.at("data") == b.experiment.at("data") &&
                         a.experiment.at("seed") == b.experiment.at("seed");
  if (same_data) found.data = json_differences(a.data, b.data);
  return found;
}

/// Results by experiment; a name that comes twice could be matched either way.
std::vector<const Result*> by_name(const ResultSet& set) {
  std::vector<const Result*> list;
  for (const Result& result : set.results) {
    for (const Result* other : list) {
      if (other->name() != result.name()) continue;
      throw InputError(fmt::format("{} and {} are both results of {}: name one of the two files",
                                   other->path, result.path, result.name()));
    }
    list.push_back(&result);
  }
  return list;
}

std::string names_text(const std::vector<const Result*>& results) {
  std::vector<std::string> names;
  for (const Result* result : results) names.push_back(result->name());
  return names.empty() ? "no result that can be compared"
                       : fmt::format("{}", fmt::join(names, ", "));
}

void match(const ResultSet& a, const ResultSet& b, const std::string& metric,
           ResultComparison& comparison) {
  const auto in_a = by_name(a);
  const auto in_b = by_name(b);
  std::set<std::string> matched;
  for (const Result* result : in_a) {
    const auto other = std::find_if(in_b.begin(), in_b.end(), [&](const Result* candidate) {
      return candidate->name() == result->name() || (in_a.size() == 1 && in_b.size() == 1);
    });
    if (other == in_b.end()) {
      comparison.only_in_a.push_back(result->name());
      continue;
    }
    matched.insert((*other)->name());
    for (const Result* one : {result, *other}) {
      comparison.looks = std::max(comparison.looks, looks_of(one->environment).size());
    }
    comparison.experiments.push_back(compare_experiment(*result, **other, metric));
  }
  for (const Result* result : in_b) {
    if (matched.count(result->name()) == 0) comparison.only_in_b.push_back(result->name());
  }
  if (comparison.experiments.empty()) {
    throw InputError(fmt::format("no experiment is in both: the first has {}, the second {}",
                                 names_text(in_a), names_text(in_b)));
  }
}

/// Throws where there is nothing to compare, and says why.
void require_cells(const ResultComparison& comparison, const ResultSet& a,
                   const std::string& metric) {
  bool any_matched = false;
  for (const ExperimentComparison& e : comparison.experiments) {
    if (!e.cells.empty()) return;
    for (const Result& result : a.results) {
      any_matched =
          any_matched || (result.path == e.path_a && result.cells.size() > e.only_in_a.size());
    }
  }
  if (any_matched && !metric.empty()) {
    std::set<std::string> known;
    for (const Result& result : a.results) {
      for (const ResultCell& cell : result.cells) {
        for (const CellMetric& m : cell.metrics) known.insert(m.metric);
      }
    }
    throw FieldError(
        "metric", fmt::format("found '{}'; the results have {}", metric, fmt::join(known, ", ")));
  }
  const ExperimentComparison& first = comparison.experiments.front();
  throw InputError(
      fmt::format("{} and {}: no model and setting is in both: the first has {}; the second has {}",
                  first.path_a, first.path_b, fmt::join(first.only_in_a, "; "),
                  fmt::join(first.only_in_b, "; ")));
}

}  // namespace

ResultComparison compare_results(const ResultSet& a, const ResultSet& b,
                                 const CompareOptions& options) {
  ResultComparison comparison;
  comparison.alpha = options.alpha;
  comparison.threshold = options.threshold;
  match(a, b, options.metric, comparison);
  require_cells(comparison, a, options.metric);
  correct_and_judge(comparison);
  return comparison;
}

}  // namespace mmoe
