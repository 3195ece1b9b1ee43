// SPDX-License-Identifier: Apache-2.0
#include "data/census/describe.h"

#include <string_view>

#include "math/correlation.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

ordered_json pearson_or_null(const LabelColumn& a, const LabelColumn& b) {
  const auto r =
      pearson(std::vector<double>(a.begin(), a.end()), std::vector<double>(b.begin(), b.end()));
  return r ? ordered_json(*r) : ordered_json(nullptr);
}

ordered_json describe_file(const char* split, const CensusTable& table, const KnownFile& known) {
  return {{"split", split},
          {"file", table.source.name},
          {"rows", table.rows},
          {"bytes", table.source.bytes},
          {"sha256", table.source.sha256},
          {"known", table.source.sha256 == known.sha256}};
}

/// One entry for all segments of a column, which follow one another.
void add_segment(ordered_json& columns, std::string_view name) {
  if (columns.empty() || columns.back()["column"] != name) {
    columns.push_back({{"column", name},
                       {"kind", "continuous"},
                       {"inputs", 0},
                       {"transform", "piecewise-linear"}});
  }
  columns.back()["inputs"] = columns.back()["inputs"].get<std::int64_t>() + 1;
}

}  // namespace

ordered_json describe_files(const CensusTable& train, const CensusTable& test) {
  return ordered_json::array(
      {describe_file("train", train, kCensusTrain), describe_file("test", test, kCensusTest)});
}

ordered_json describe_inputs(const CensusEncoding& data) {
  ordered_json columns = ordered_json::array();
  for (const NumberInput& input : data.inputs.numbers) {
    if (input.segment) {
      add_segment(columns, kCensusColumns[input.column].name);
      continue;
    }
    columns.push_back({{"column", kCensusColumns[input.column].name},
                       {"kind", "continuous"},
                       {"inputs", 1},
                       {"log1p", input.log1p},
                       {"mean", input.mean},
                       {"sd", input.sd}});
  }
  for (std::size_t i = 0; i < data.inputs.categories.size(); ++i) {
    const CategoryInput& input = data.inputs.categories[i];
    columns.push_back({{"column", kCensusColumns[input.column].name},
                       {"kind", "nominal"},
                       {"inputs", input.names.size()},
                       {"unseen_test_rows", data.test.unseen[i]}});
  }
  return {{"dense", data.inputs.dense_count()},
          {"sparse", data.inputs.sparse_count()},
          {"columns", std::move(columns)}};
}

ordered_json describe_labels(const std::vector<CensusLabel>& labels, const CensusTasks& tasks) {
  ordered_json all = ordered_json::array();
  for (std::size_t k = 0; k < labels.size(); ++k) {
    all.push_back({{"task", labels[k].name},
                   {"positive", positive_values(labels[k])},
                   {"train_rate", label_rate(tasks.train[k])},
                   {"test_rate", label_rate(tasks.test[k])}});
  }
  return all;
}

ordered_json describe_correlation(const CensusTasks& tasks, std::size_t a, std::size_t b) {
  return {{"train", pearson_or_null(tasks.train[a], tasks.train[b])},
          {"test", pearson_or_null(tasks.test[a], tasks.test[b])}};
}

}  // namespace mmoe
