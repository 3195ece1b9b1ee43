// SPDX-License-Identifier: Apache-2.0
#include "results/cells.h"

#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "experiment/trials/trial_record.h"
#include "results/best_candidate.h"
#include "results/metric.h"
#include "statistics/bootstrap.h"
#include "statistics/or_null.h"
#include "statistics/sample.h"
#include "statistics/summary.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

Objectives objectives_of(const std::vector<std::size_t>& trials,
                         const std::vector<std::string>& records) {
  Objectives objectives;
  for (const std::size_t t : trials) {
    const ordered_json objective = read_record(records[t]).at("objective");
    objectives.push_back(objective.is_null() ? std::nullopt
                                             : std::optional(objective.get<double>()));
  }
  return objectives;
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
  using ByRate = std::map<double, std::vector<std::size_t>>;
  std::map<std::pair<std::size_t, std::size_t>, ByRate> by_cell;
  for (std::size_t t = 0; t < trials.size(); ++t) {
    by_cell[{trials[t].setting, trials[t].model}][trials[t].learning_rate].push_back(t);
  }
  std::vector<Cell> cells;
  for (const auto& [cell, by_rate] : by_cell) {
    std::vector<Objectives> candidates;
    for (const auto& [rate, members] : by_rate) {
      candidates.push_back(objectives_of(members, records));
    }
    const auto best =
        std::next(by_rate.begin(), static_cast<std::ptrdiff_t>(best_candidate(candidates)));
    cells.push_back({cell.first, cell.second, best->first, best->second});
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

}  // namespace mmoe
