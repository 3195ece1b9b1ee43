// SPDX-License-Identifier: Apache-2.0
#include "results/cells.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

#include "experiment/trials/trial_record.h"
#include "statistics/bootstrap.h"
#include "statistics/or_null.h"
#include "statistics/sample.h"
#include "statistics/summary.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// How good a learning rate is; smaller is better.
struct Rating {
  std::size_t diverged = 0;
  double mean_objective = 0;
  auto key() const { return std::tie(diverged, mean_objective); }
};

Rating rate(const std::vector<std::size_t>& trials, const std::vector<std::string>& records) {
  Rating rating;
  double sum = 0;
  for (const std::size_t t : trials) {
    const ordered_json objective = read_record(records[t]).at("objective");
    if (objective.is_null()) {
      rating.diverged += 1;
    } else {
      sum += objective.get<double>();
    }
  }
  const std::size_t finite = trials.size() - rating.diverged;
  rating.mean_objective =
      finite > 0 ? sum / static_cast<double>(finite) : std::numeric_limits<double>::infinity();
  return rating;
}

ordered_json bootstrap_interval(const std::vector<double>& values, const Statistic& statistic,
                                std::uint64_t seed) {
  const Stream stream{.seed = seed, .purpose = Purpose::kBootstrap};
  return or_null(bca_interval(values, statistic,
                              bootstrap_replicates(values, statistic, stream, kCellResamples)));
}

}  // namespace

std::vector<Cell> choose_cells(const std::vector<Trial>& trials,
                               const std::vector<std::string>& records) {
  std::map<std::tuple<std::size_t, std::size_t, double>, std::vector<std::size_t>> by_rate;
  for (std::size_t t = 0; t < trials.size(); ++t) {
    by_rate[{trials[t].setting, trials[t].model, trials[t].learning_rate}].push_back(t);
  }
  std::vector<Cell> cells;
  Rating best;
  for (const auto& [key, members] : by_rate) {
    const auto& [setting, model, learning_rate] = key;
    const Rating rating = rate(members, records);
    const bool same_cell =
        !cells.empty() && cells.back().setting == setting && cells.back().model == model;
    if (same_cell && rating.key() >= best.key()) continue;
    if (!same_cell) cells.emplace_back();
    cells.back() = {setting, model, learning_rate, members};
    best = rating;
  }
  return cells;
}

ordered_json summarise_cell(const Cell& cell, const std::vector<std::string>& records,
                            std::uint64_t seed) {
  // Metrics in the order in which the first trial that has any lists them.
  std::vector<ordered_json> heads;
  std::map<std::string, std::vector<double>> values;
  const auto name = [](const ordered_json& metric) {
    return metric["split"].get<std::string>() + "/" + metric["task"].get<std::string>() + "/" +
           metric["metric"].get<std::string>();
  };
  for (const std::size_t t : cell.trials) {
    const ordered_json record = read_record(records[t]);
    for (const ordered_json& metric : record.at("metrics")) {
      auto [entry, is_new] = values.try_emplace(name(metric));
      if (is_new) {
        heads.push_back(
            {{"task", metric["task"]}, {"metric", metric["metric"]}, {"split", metric["split"]}});
      }
      if (!metric["value"].is_null()) entry->second.push_back(metric["value"]);
    }
  }
  ordered_json list = ordered_json::array();
  for (ordered_json& head : heads) {
    const std::vector<double>& runs = values[name(head)];
    head.update(to_json(summarise(runs)));
    if (is_headline(head["metric"], head["split"])) {
      head["median_ci95"] = bootstrap_interval(runs, median, seed);
      head["sd_ci95"] = bootstrap_interval(runs, standard_deviation, seed);
    }
    list.push_back(std::move(head));
  }
  return list;
}

ordered_json training_time(const Cell& cell, const std::vector<std::string>& records) {
  std::vector<double> seconds;
  double sum = 0;
  for (const std::size_t t : cell.trials) {
    const ordered_json record = read_record(records[t]);
    if (record.at("status") != "ok") continue;
    seconds.push_back(record.at("seconds"));
    sum += seconds.back();
  }
  return {{"mean", or_null(summarise(seconds).mean)}, {"sum", sum}};
}

bool is_headline(const std::string& metric, const std::string& split) {
  return split == "test" && (metric == "mse" || metric == "auc");
}

}  // namespace mmoe
