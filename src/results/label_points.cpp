// SPDX-License-Identifier: Apache-2.0
#include "results/label_points.h"

#include <cmath>

#include "results/runs.h"

namespace mmoe {

using nlohmann::ordered_json;

bool has_label_function(const Result& result) {
  return result.data_set() == "synthetic" && result.data.contains("alpha");
}

LabelFunction label_function_of(const Result& result) {
  return read_members(result.path, [&] {
    return LabelFunction{.c = result.data.at("c"),
                         .alpha = result.data.at("alpha").get<std::vector<double>>(),
                         .beta = result.data.at("beta").get<std::vector<double>>(),
                         .noise = result.data.at("noise")};
  });
}

namespace {

std::vector<LabelPair> read_pairs(const Result& result) {
  const double rows = result.data.value("measured_rows", 1e6);
  std::vector<LabelPair> pairs;
  for (const ordered_json& point : result.data.value("points", ordered_json::array())) {
    for (const ordered_json& json : point.value("pairs", ordered_json::array())) {
      const auto cosine = setting_number(json, "cosine");
      if (!cosine) continue;
      LabelPair pair{.cosine = *cosine, .measured = setting_number(json, "measured")};
      const double r = pair.measured.value_or(0);
      pair.standard_error = (1 - r * r) / std::sqrt(rows);
      pairs.push_back(pair);
    }
  }
  return pairs;
}

}  // namespace

std::vector<LabelPair> label_pairs_of(const Result& result) {
  return read_members(result.path, [&] { return read_pairs(result); });
}

}  // namespace mmoe
