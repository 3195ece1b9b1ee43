// SPDX-License-Identifier: Apache-2.0
#include "experiment/probe_data.h"

#include "math/random.h"

namespace mmoe {
namespace {

constexpr Index kHeldOut = 40;      // examples of a validation or test set
constexpr std::uint64_t kSets = 3;  // one-hot inputs set in each example

Batch<float> draw(const Problem& problem, const Stream& stream, std::uint64_t block, Index size) {
  Batch<float> batch;
  Vector<float> values((problem.dense_inputs + 1) * size);
  fill_normal(stream, block, values);
  const Index dense = problem.dense_inputs;
  batch.dense = Eigen::Map<const Matrix<float>>(values.data(), dense, size);
  batch.labels.resize(2, size);
  if (problem.sparse_inputs > 0) batch.offsets.push_back(0);
  for (Index b = 0; b < size; ++b) {
    float sum = batch.dense.col(b).head(4).sum() + 0.1F * values[dense * size + b];
    if (problem.sparse_inputs > 0) {
      const auto group = static_cast<std::uint64_t>(problem.sparse_inputs) / kSets;
      for (std::uint64_t i = 0; i < kSets; ++i) {
        const std::uint64_t index =
            (block * static_cast<std::uint64_t>(size) + static_cast<std::uint64_t>(b)) * kSets + i;
        const std::uint64_t chosen = uniform_below(stream, index, group);
        batch.sparse.push_back(static_cast<std::int32_t>(i * group + chosen));
        if (chosen == 0) sum += 1.0F;
      }
      batch.offsets.push_back(static_cast<std::int32_t>(batch.sparse.size()));
    }
    const bool binary = problem.tasks[0].kind == TaskKind::kBinary;
    batch.labels(0, b) = binary ? static_cast<float>(sum > 0) : sum;
    batch.labels(1, b) = 0.5F * sum - batch.dense(0, b);
  }
  return batch;
}

class ProbeRun : public Run {
 public:
  ProbeRun(Problem problem, const DataSet::RunKey& key)
      : problem_(std::move(problem)),
        key_(key),
        validation_(draw(problem_, stream(Purpose::kValidationInputs), 0, kHeldOut)),
        test_(draw(problem_, stream(Purpose::kTestInputs), 0, kHeldOut)) {}

  void training_batch(std::int64_t step, Batch<float>& out) const override {
    out = draw(problem_, stream(Purpose::kTrainingInputs), static_cast<std::uint64_t>(step),
               key_.batch);
  }
  const Batch<float>& validation() const override { return validation_; }
  const Batch<float>& test() const override { return test_; }

 private:
  Stream stream(Purpose purpose) const { return {key_.seed, purpose, key_.run}; }

  Problem problem_;
  DataSet::RunKey key_;
  Batch<float> validation_, test_;
};

}  // namespace

std::vector<Setting> ProbeData::settings() const {
  return {Setting::object({{"probe", "dense"}}), Setting::object({{"probe", "sparse"}})};
}

Problem ProbeData::problem(std::size_t setting) const {
  if (setting == 0) {
    return {20, 0, {{"y1", TaskKind::kRegression}, {"y2", TaskKind::kRegression}}};
  }
  return {4, 36, {{"positive", TaskKind::kBinary}, {"half", TaskKind::kRegression}}};
}

nlohmann::ordered_json ProbeData::identity(std::size_t setting) const {
  return settings()[setting];
}

nlohmann::ordered_json ProbeData::describe() const { return {{"held_out", kHeldOut}}; }

std::unique_ptr<Run> ProbeData::open(const RunKey& key) const {
  return std::make_unique<ProbeRun>(problem(key.setting), key);
}

}  // namespace mmoe
