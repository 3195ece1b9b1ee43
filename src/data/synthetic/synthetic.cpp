// SPDX-License-Identifier: Apache-2.0
#include "data/synthetic/synthetic.h"

#include <fmt/format.h>

#include "base/interrupt.h"
#include "math/permutation.h"
#include "math/random.h"

namespace mmoe {
namespace {

constexpr const char* kTaskOptions = "data";
/// Rows on which correlations are measured: their standard error is at most 0.0032.
constexpr Index kMeasuredRows = 100000;

class SyntheticDraw : public DataDraw {
 public:
  SyntheticDraw(const SyntheticOptions& options, const LabelFunction& f, const TaskPoint& point,
                const DataSet::DrawKey& key)
      : function_(f),
        key_(key),
        weights_(task_weights(point.cosines, f.c, stream(Purpose::kTaskVectors), options.dimension)
                     .cast<float>()) {
    if (options.training_rows > 0) draw(kTraining, 0, options.training_rows, training_);
    draw({Purpose::kValidationInputs, Purpose::kValidationNoise}, 0, options.validation_rows,
         validation_);
    draw({Purpose::kTestInputs, Purpose::kTestNoise}, 0, options.test_rows, test_);
  }

  void training_batch(std::int64_t step, Batch<float>& out) const override {
    if (training_.size() > 0) {
      take(step, out);
    } else {
      draw(kTraining, static_cast<std::uint64_t>(step), key_.batch, out);
    }
  }
  const Batch<float>& validation() const override { return validation_; }
  const Batch<float>& test() const override { return test_; }

 private:
  struct Purposes {
    Purpose inputs, noise;
  };
  static constexpr Purposes kTraining{Purpose::kTrainingInputs, Purpose::kTrainingNoise};

  Stream stream(Purpose purpose) const { return {key_.seed, purpose, key_.run}; }

  /// Draws `rows` fresh examples, those of `block`.
  void draw(Purposes purposes, std::uint64_t block, Index rows, Batch<float>& out) const {
    out.sparse.clear();
    out.dense.resize(weights_.cols(), rows);
    out.labels.resize(weights_.rows(), rows);
    fill_normal(stream(purposes.inputs), block, out.dense);
    fill_normal(stream(purposes.noise), block, out.labels);
    label_examples(function_, weights_, out.dense, out.labels);
  }

  /// Takes the next examples of the fixed set: epoch after epoch, each in its own order.
  void take(std::int64_t step, Batch<float>& out) const {
    const auto rows = static_cast<std::uint64_t>(training_.size());
    const std::uint64_t first = static_cast<std::uint64_t>(step * key_.batch);
    const auto order_of = [&](std::uint64_t epoch) {
      return Permutation(stream(Purpose::kShuffle), epoch, rows);
    };
    out.sparse.clear();
    out.dense.resize(weights_.cols(), key_.batch);
    out.labels.resize(weights_.rows(), key_.batch);
    Permutation order = order_of(first / rows);
    for (Index b = 0; b < key_.batch; ++b) {
      const std::uint64_t position = first + static_cast<std::uint64_t>(b);
      if (b > 0 && position % rows == 0) order = order_of(position / rows);
      const auto example = static_cast<Index>(order(position % rows));
      out.dense.col(b) = training_.dense.col(example);
      out.labels.col(b) = training_.labels.col(example);
    }
  }

  LabelFunction function_;
  DataSet::DrawKey key_;
  Matrix<float> weights_;  // [K x d]
  Batch<float> training_;  // empty if every batch is fresh
  Batch<float> validation_;
  Batch<float> test_;
};

/// Returns one entry per pair of tasks, numbered from 1.
nlohmann::ordered_json describe_pairs(const TaskPoint& point, const Eigen::MatrixXd& measured) {
  nlohmann::ordered_json pairs = nlohmann::ordered_json::array();
  for (Index i = 0; i < measured.rows(); ++i) {
    for (Index k = i + 1; k < measured.rows(); ++k) {
      nlohmann::ordered_json target;
      if (point.target) target = (*point.target)(i, k);
      pairs.push_back({{"tasks", {i + 1, k + 1}},
                       {"cosine", point.cosines(i, k)},
                       {"target", target},
                       {"predicted", point.predicted(i, k)},
                       {"measured", measured(i, k)}});
    }
  }
  return pairs;
}

}  // namespace

SyntheticDataSet::SyntheticDataSet(const SyntheticOptions& options, std::uint64_t seed)
    : options_(options),
      seed_(seed),
      function_(label_function(options, seed, kTaskOptions)),
      points_(task_points(options, function_, kTaskOptions)) {}

std::vector<Setting> SyntheticDataSet::settings() const {
  std::vector<Setting> settings;
  for (const TaskPoint& point : points_) settings.push_back(point.setting);
  return settings;
}

Problem SyntheticDataSet::problem(std::size_t) const {
  Problem problem{.dense_inputs = options_.dimension, .sparse_inputs = 0, .tasks = {}};
  for (std::int64_t k = 1; k <= options_.tasks; ++k) {
    problem.tasks.push_back({fmt::format("y{}", k), TaskKind::kRegression});
  }
  return problem;
}

nlohmann::ordered_json SyntheticDataSet::identity(std::size_t setting) const {
  const Eigen::MatrixXd& cosines = points_.at(setting).cosines;
  return {{"c", function_.c},
          {"alpha", function_.alpha},
          {"beta", function_.beta},
          {"noise", function_.noise},
          {"dimension", options_.dimension},
          {"tasks", options_.tasks},
          {"cosines", std::vector<double>(cosines.data(), cosines.data() + cosines.size())},
          {"training_rows", options_.training_rows},
          {"validation_rows", options_.validation_rows},
          {"test_rows", options_.test_rows}};
}

std::unique_ptr<DataDraw> SyntheticDataSet::open(const DrawKey& key) const {
  return std::make_unique<SyntheticDraw>(options_, function_, points_.at(key.setting), key);
}

RowForm SyntheticDataSet::row_form(std::size_t setting) const {
  RowForm form;
  for (std::int64_t i = 1; i <= options_.dimension; ++i) {
    form.inputs.columns.push_back({.column = fmt::format("x{}", i)});
  }
  for (const Task& task : problem(setting).tasks) form.labels.push_back({.column = task.name});
  return form;
}

nlohmann::ordered_json SyntheticDataSet::describe() const {
  nlohmann::ordered_json points = nlohmann::ordered_json::array();
  for (const TaskPoint& point : points_) {
    if (interrupted()) throw Interrupted();
    const auto measured =
        measured_pearson(function_, point.cosines, {seed_, Purpose::kSample}, kMeasuredRows);
    points.push_back({{"setting", point.setting}, {"pairs", describe_pairs(point, measured)}});
  }
  return {{"set", "synthetic"},
          {"setting", options_.setting},
          {"dimension", options_.dimension},
          {"tasks", options_.tasks},
          {"c", function_.c},
          {"alpha", function_.alpha},
          {"beta", function_.beta},
          {"noise", function_.noise},
          {"label_variance", label_variance(function_)},
          {"measured_rows", kMeasuredRows},
          {"points", points}};
}

}  // namespace mmoe
