// SPDX-License-Identifier: Apache-2.0
#include "calibration/populations.h"

#include <fmt/format.h>
#include <zlib.h>

#include <cmath>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "statistics/distributions.h"
#include "statistics/paired.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

using nlohmann::json;

json parse_result_file(const std::string& path) {
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::string text;
  std::vector<char> buffer(1 << 16);
  for (int n = 1; n > 0;) {
    n = gzread(file.get(), buffer.data(), static_cast<unsigned>(buffer.size()));
    if (n > 0) text.append(buffer.data(), static_cast<std::size_t>(n));
  }
  return json::parse(text);
}

/// Test values of one metric and task over the runs of a cell, in the order of the runs.
std::vector<double> values_of_runs(const json& result, const json& cell, const std::string& metric,
                                   const std::string& task) {
  std::map<int, double> by_run;
  for (const json& trial : result.at("trials")) {
    if (trial.at("model") != cell.at("model") || trial.at("setting") != cell.at("setting") ||
        trial.at("learning_rate") != cell.at("learning_rate") || trial.at("status") != "ok") {
      continue;
    }
    for (const json& m : trial.at("metrics")) {
      if (m.at("metric") == metric && m.at("task") == task && m.at("split") == "test") {
        by_run[trial.at("run").get<int>()] = m.at("value").get<double>();
      }
    }
  }
  std::vector<double> values;
  for (const auto& [run, value] : by_run) values.push_back(value);
  return values;
}

double bimodal_quantile(double p) {
  return p < 0.8 ? 0.12 + 0.01 * normal_quantile(p / 0.8)
                 : 0.42 + 0.01 * normal_quantile((p - 0.8) / 0.2);
}

}  // namespace

std::vector<SampledPopulation> textbook_populations() {
  constexpr int kMembers = 10'001;
  std::vector<SampledPopulation> all = {{"normal", {}}, {"lognormal", {}}, {"bimodal", {}}};
  for (int i = 0; i < kMembers; ++i) {
    const double p = (i + 0.5) / kMembers;
    all[0].values.push_back(normal_quantile(p));
    all[1].values.push_back(std::exp(normal_quantile(p)));
    all[2].values.push_back(bimodal_quantile(p));
  }
  return all;
}

std::vector<SampledPopulation> loss_populations(const std::string& result_path) {
  const json result = parse_result_file(result_path);
  std::vector<SampledPopulation> all;
  for (const json& cell : result.at("cells")) {
    all.push_back({fmt::format("{} {}", cell.at("model").get<std::string>(),
                               cell.at("setting").at("cosine").get<double>()),
                   values_of_runs(result, cell, "mse", "y1")});
  }
  return all;
}

std::vector<SampledPopulation> auc_populations(const std::string& result_path) {
  const json result = parse_result_file(result_path);
  std::map<std::string, SampledPopulation> by_task;
  for (const json& cell : result.at("cells")) {
    for (const json& m : cell.at("metrics")) {
      if (m.at("metric") != "auc" || m.at("split") != "test") continue;
      const std::string task = m.at("task");
      const std::string name =
          fmt::format("{} (group {})", task, cell.at("setting").at("group").get<int>());
      SampledPopulation& population = by_task[name];
      population.name = name;
      const std::vector<double> values = values_of_runs(result, cell, "auc", task);
      for (const double value : values) population.values.push_back(value - mean(values));
    }
  }
  std::vector<SampledPopulation> all;
  for (auto& [name, population] : by_task) all.push_back(std::move(population));
  return all;
}

std::vector<SampledPopulation> loss_differences(const std::string& result_path) {
  const json result = parse_result_file(result_path);
  std::vector<SampledPopulation> all;
  const json& cells = result.at("cells");
  for (std::size_t i = 0; i < cells.size(); ++i) {
    for (std::size_t j = i + 1; j < cells.size(); ++j) {
      if (cells[i].at("setting") != cells[j].at("setting")) continue;
      all.push_back({fmt::format("{} - {} {}", cells[i].at("model").get<std::string>(),
                                 cells[j].at("model").get<std::string>(),
                                 cells[i].at("setting").at("cosine").get<double>()),
                     differences(values_of_runs(result, cells[i], "mse", "y1"),
                                 values_of_runs(result, cells[j], "mse", "y1"))});
    }
  }
  return all;
}

}  // namespace mmoe
