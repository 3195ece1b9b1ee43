// SPDX-License-Identifier: Apache-2.0
#include "results/model_file/kept_rows.h"

#include <fmt/format.h>

#include <sstream>

#include "data/census/columns.h"
#include "data/recommendation/log.h"

namespace mmoe::testing {

std::string kept_table(int first, int rows) {
  std::string text = "n,q,b,colour,tags,clicked,price\n";
  for (int i = first; i < first + rows; ++i) {
    text += fmt::format("{},{},{},{},{},{},{}\n", i % 9 == 0 ? "" : fmt::format("{}", 0.1 * i),
                        i * i % 37, i * 7 % 23,
                        i % 11 == 0  ? ""
                        : i % 2 == 0 ? "red"
                                     : "blue",
                        i % 3 == 0 ? "x|y" : "y", i % 4 == 0 ? 1 : 0, 100 + i % 13 * 0.25);
  }
  return text;
}

std::string kept_recipe(int embedding_width) {
  return fmt::format(R"({{"files": {{"train": "a.csv", "validation": "v.csv", "test": "t.csv"}},
    "columns": {{"n": "numeric", "q": {{"kind": "numeric", "transform": "quantile"}},
                "b": {{"kind": "numeric", "transform": "bins", "bins": 4}},
                "colour": "categorical", "tags": {{"kind": "multi-valued"}}}},
    "embedding_width": {},
    "tasks": [{{"column": "clicked", "kind": "binary"}},
              {{"column": "price", "kind": "regression", "standardise": true}}]}})",
                     embedding_width);
}

std::string synthetic_csv(const Batch<float>& batch) {
  std::string text;
  for (Index i = batch.dense.rows(); i > 0; --i) {
    text += fmt::format("x{}{}", i, i > 1 ? "," : "\n");
  }
  for (Index b = 0; b < batch.size(); ++b) {
    for (Index i = batch.dense.rows() - 1; i >= 0; --i) {
      text += fmt::format("{}{}", batch.dense(i, b), i > 0 ? "," : "\n");
    }
  }
  return text;
}

std::string log_csv(const LogDataOptions& options, std::size_t count) {
  std::vector<RecommendationRow> rows(count);
  RecommendationOptions log = options.log;
  log.relatedness = options.relatedness[0];
  RecommendationLog(log, 1, 0, "data").draw(0, rows);
  std::string text =
      "user,item,previous_item,author,topic,previous_topic,segment,surface,hour,match,popularity,"
      "age,activity,content1,content2,content3,content4\n";
  for (const RecommendationRow& row : rows) {
    text +=
        fmt::format("{},{},{},{},{},{},{},{},{}", row.user, row.item, row.previous_item, row.author,
                    row.topic, row.previous_topic, row.segment, row.surface, row.hour);
    for (const float number : row.dense) text += fmt::format(",{}", number);
    text += '\n';
  }
  return text;
}

std::string census_csv(const std::string& file, const std::vector<std::uint64_t>& order) {
  std::istringstream lines(file);
  std::vector<std::string> rows;
  for (std::string line; std::getline(lines, line);) rows.push_back(line);
  std::string text;
  for (const CensusColumn& column : kCensusColumns) {
    text += fmt::format("{}{}", column.name, column.name == "income" ? "\n" : ",");
  }
  for (const std::uint64_t row : order) text += rows[row] + "\n";
  return text;
}

}  // namespace mmoe::testing
