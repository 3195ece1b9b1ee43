// SPDX-License-Identifier: Apache-2.0
#include "data/recommendation/log_data.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "base/interrupt.h"
#include "data/recommendation/log.h"
#include "data/recommendation/log_inputs.h"
#include "math/metrics.h"
#include "statistics/or_null.h"

namespace mmoe {
namespace {

constexpr const char* kLogOptions = "data";
constexpr std::array kLabelColumns = {"engaged", "satisfied"};

class LogDraw : public DataDraw {
 public:
  LogDraw(const LogDataOptions& options, RecommendationLog log, const EmbeddedFields& fields,
          Index batch)
      : log_(std::move(log)), inputs_(fields), batch_(batch) {
    draw(0, options.test_rows, test_, &facts_);
    draw(options.test_rows, options.validation_rows, validation_);
    first_training_row_ = options.test_rows + options.validation_rows;
  }

  void training_batch(std::int64_t step, Batch<float>& out) const override {
    draw(first_training_row_ + step * batch_, batch_, out);
  }
  const Batch<float>& validation() const override { return validation_; }
  const Batch<float>& test() const override { return test_; }
  const ExampleFacts& test_facts() const override { return facts_; }

 private:
  /// Draws `rows` rows from row `first` on, a block at a time.
  void draw(std::int64_t first, Index rows, Batch<float>& out,
            ExampleFacts* facts = nullptr) const {
    LogInputs::resize(rows, out);
    std::array<RecommendationRow, 256> block;
    for (Index at = 0; at < rows;) {
      if (interrupted()) throw Interrupted();
      const Index count = std::min<Index>(std::ssize(block), rows - at);
      log_.draw(first + at, std::span(block).first(static_cast<std::size_t>(count)));
      for (Index b = 0; b < count; ++b) {
        const RecommendationRow& row = block[static_cast<std::size_t>(b)];
        inputs_.add(row, at + b, out);
        if (facts != nullptr) add(row, *facts);
      }
      at += count;
    }
  }

  /// The group of a row is its user.
  void add(const RecommendationRow& row, ExampleFacts& facts) const {
    const auto [engaged, satisfied] = log_.truth(row);
    facts.groups.push_back(row.user);
    facts.probabilities.resize(kLogTasks.size());
    facts.probabilities[0].push_back(static_cast<float>(engaged));
    facts.probabilities[1].push_back(static_cast<float>(satisfied));
  }

  RecommendationLog log_;
  LogInputs inputs_;
  Index batch_;
  std::int64_t first_training_row_ = 0;
  Batch<float> validation_, test_;
  ExampleFacts facts_;  // of test_
};

/// What the predictor that knows each row's probability scores on the test rows.
class RealisedBest {
 public:
  RealisedBest(const RecommendationLog& log, std::int64_t rows) {
    constexpr std::int64_t kBlock = 4096;
    std::vector<RecommendationRow> block;
    for (std::int64_t first = 0; first < rows; first += kBlock) {
      if (interrupted()) throw Interrupted();
      block.resize(static_cast<std::size_t>(std::min(kBlock, rows - first)));
      log.draw(first, block);
      for (const RecommendationRow& row : block) {
        const auto [engaged, satisfied] = log.truth(row);
        add(0, engaged, row.engaged);
        add(1, satisfied, row.satisfied);
      }
    }
  }

  nlohmann::ordered_json describe(std::size_t task) const {
    double positives = 0;
    for (const float label : labels_[task]) positives += double{label};
    return {{"rate", positives / static_cast<double>(labels_[task].size())},
            {"auc", or_null(area_under_roc(probabilities_[task], labels_[task]))},
            {"r2", or_null(r_squared(probabilities_[task], labels_[task]))}};
  }

 private:
  void add(std::size_t task, double probability, bool label) {
    probabilities_[task].push_back(static_cast<float>(probability));
    labels_[task].push_back(label ? 1.0F : 0.0F);
  }
  std::array<std::vector<float>, kLogTasks.size()> probabilities_, labels_;
};

}  // namespace

Fields LogDataOptions::fields() {
  Fields f = log.fields().without("relatedness");
  f.add("relatedness", relatedness, "correlation of the two tasks' propensities, one per point",
        {.low = 0, .high = 1, .min_length = 1, .max_length = 1000, .distinct = true});
  f.add("validation_rows", validation_rows, "number of validation rows", {1, 1e8});
  f.add("test_rows", test_rows, "number of test rows", {1, 1e8});
  f.add("embedding_width", embedding_width, "numbers per id in each embedding table", {1, 4096});
  f.add("embedding_widths", embedding_widths,
        "the same field by field: user, item, previous item, author, topic, previous topic, "
        "segment, surface, hour; empty = alike",
        {.low = 1, .high = 4096, .max_length = kLogFields.size()});
  return f;
}

LogDataOptions read_log_data_options(const nlohmann::json& json, const std::string& where) {
  LogDataOptions options;
  options.fields().read(json, where);
  check_log_widths(options.embedding_widths, where + ".embedding_widths");
  return options;
}

LogDataSet::LogDataSet(const LogDataOptions& options, std::uint64_t seed)
    : options_(options), seed_(seed) {
  for (std::size_t s = 0; s < options.relatedness.size(); ++s) {
    laws_.push_back(solve_law(log_options(s), kLogOptions));
  }
}

RecommendationOptions LogDataSet::log_options(std::size_t setting) const {
  RecommendationOptions log = options_.log;
  log.relatedness = options_.relatedness.at(setting);
  return log;
}

RecommendationLog LogDataSet::log(std::size_t setting, std::uint32_t run,
                                  std::int64_t new_users) const {
  return {log_options(setting), laws_.at(setting), seed_, run, new_users};
}

std::vector<Setting> LogDataSet::settings() const {
  std::vector<Setting> settings;
  for (const double rho : options_.relatedness) settings.push_back({{"relatedness", rho}});
  return settings;
}

Problem LogDataSet::problem(std::size_t /*setting*/) const {
  Problem problem{.dense_inputs = std::ssize(kDenseNames),
                  .tasks = {},
                  .embedded = embedded_log_fields(options_.log, options_.embedding_width,
                                                  options_.embedding_widths)};
  for (const Index ids : problem.embedded.vocabularies) problem.sparse_inputs += ids;
  for (const char* task : kLogTasks) problem.tasks.push_back({task, TaskKind::kBinary});
  return problem;
}

nlohmann::ordered_json LogDataSet::identity(std::size_t setting) const {
  nlohmann::ordered_json identity = {{"log", log_options(setting).fields().write()},
                                     {"validation_rows", options_.validation_rows},
                                     {"test_rows", options_.test_rows},
                                     {"embedding_width", options_.embedding_width}};
  if (!options_.embedding_widths.empty()) identity["embedding_widths"] = options_.embedding_widths;
  return identity;
}

std::unique_ptr<DataDraw> LogDataSet::open(const DrawKey& key) const {
  return std::make_unique<LogDraw>(
      options_,
      RecommendationLog(log_options(key.setting), laws_.at(key.setting), key.seed, key.run),
      problem(key.setting).embedded, key.batch);
}

RowForm LogDataSet::row_form(std::size_t setting) const {
  const EmbeddedFields fields = problem(setting).embedded;
  RowForm form;
  for (std::size_t f = 0; f < kLogFields.size(); ++f) {
    form.inputs.columns.push_back(
        {.column = kLogFields[f], .kind = "id", .ids = fields.vocabularies[f]});
  }
  for (const char* name : kDenseNames) form.inputs.columns.push_back({.column = name});
  for (const char* column : kLabelColumns) form.labels.push_back({.column = column});
  return form;
}

nlohmann::ordered_json LogDataSet::describe() const {
  nlohmann::ordered_json points = nlohmann::ordered_json::array();
  for (std::size_t s = 0; s < options_.relatedness.size(); ++s) {
    const RecommendationLog log = this->log(s, 0);
    const RealisedBest realised(log, options_.test_rows);
    nlohmann::ordered_json tasks = nlohmann::ordered_json::array();
    for (std::size_t k = 0; k < kLogTasks.size(); ++k) {
      const BestPossible best =
          k == 0 ? log.law().best_engagement() : log.law().best_satisfaction();
      tasks.push_back(
          {{"task", kLogTasks[k]},
           {"best_possible", {{"rate", best.rate}, {"auc", best.auc}, {"r2", best.r_squared}}},
           {"best_on_test_rows", realised.describe(k)}});
    }
    points.push_back({{"relatedness", options_.relatedness[s]}, {"tasks", tasks}});
  }
  LogDataOptions copy = options_;  // fields() binds mutable members
  return {{"name", "recommendation"}, {"options", copy.fields().write()}, {"points", points}};
}

}  // namespace mmoe
