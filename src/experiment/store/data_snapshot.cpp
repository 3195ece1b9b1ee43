// SPDX-License-Identifier: Apache-2.0
#include "experiment/store/data_snapshot.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

ordered_json write_problem(const Problem& problem) {
  ordered_json tasks = ordered_json::array();
  for (const Task& task : problem.tasks) {
    tasks.push_back({{"name", task.name}, {"binary", task.kind == TaskKind::kBinary}});
  }
  ordered_json json = {{"dense_inputs", problem.dense_inputs},
                       {"sparse_inputs", problem.sparse_inputs},
                       {"tasks", tasks}};
  if (problem.embedded.width > 0) {
    json["embedded"] = {{"width", problem.embedded.width},
                        {"vocabularies", problem.embedded.vocabularies},
                        {"tables", problem.embedded.tables},
                        {"widths", problem.embedded.widths}};
  }
  return json;
}

}  // namespace

ordered_json write_description(const DataDescription& data) {
  ordered_json list = ordered_json::array();
  const auto settings = data.settings();
  for (std::size_t s = 0; s < settings.size(); ++s) {
    list.push_back({{"setting", settings[s]},
                    {"problem", write_problem(data.problem(s))},
                    {"identity", data.identity(s)}});
  }
  return {{"settings", list}, {"description", data.describe()}};
}

std::vector<Setting> DataSnapshot::settings() const {
  std::vector<Setting> list;
  for (const ordered_json& entry : json_.at("settings")) list.push_back(entry.at("setting"));
  return list;
}

Problem DataSnapshot::problem(std::size_t setting) const {
  const ordered_json& json = json_.at("settings").at(setting).at("problem");
  Problem problem{json.at("dense_inputs"), json.at("sparse_inputs"), {}};
  for (const ordered_json& task : json.at("tasks")) {
    problem.tasks.push_back({task.at("name"), task.at("binary").get<bool>()
                                                  ? TaskKind::kBinary
                                                  : TaskKind::kRegression});
  }
  if (json.contains("embedded")) {
    const ordered_json& embedded = json["embedded"];
    problem.embedded = {embedded.at("width"), embedded.at("vocabularies"),
                        embedded.value("tables", std::vector<Index>()),
                        embedded.value("widths", std::vector<Index>())};
  }
  return problem;
}

ordered_json DataSnapshot::identity(std::size_t setting) const {
  return json_.at("settings").at(setting).at("identity");
}

ordered_json DataSnapshot::describe() const { return json_.at("description"); }

}  // namespace mmoe
