// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/signature_data.h"

#include "math/random.h"

namespace mmoe {
namespace {

constexpr Index kDense = 4;
constexpr Index kHeldOut = 40;         // examples of a validation or test set
constexpr std::uint64_t kColumns = 3;  // categories, each of
constexpr std::uint64_t kNames = 12;   // one-hot inputs

/// Draws block `block` of the stream as examples; labels depend on the first name of each category
/// and the dense inputs.
Batch<float> draw(const Stream& stream, std::uint64_t block, Index size) {
  Batch<float> batch;
  batch.dense.resize(kDense, size);
  fill_normal(stream, block, batch.dense);
  batch.labels.resize(2, size);
  for (Index b = 0; b < size; ++b) {
    float sum = batch.dense.col(b).sum();
    for (std::uint64_t column = 0; column < kColumns; ++column) {
      const std::uint64_t index =
          (block * static_cast<std::uint64_t>(size) + static_cast<std::uint64_t>(b)) * kColumns +
          column;
      const std::uint64_t name = uniform_below(stream, index, kNames);
      batch.sparse.items.push_back(static_cast<std::int32_t>(column * kNames + name));
      if (name == 0) sum += 1;
    }
    batch.sparse.end_list();
    batch.labels(0, b) = sum > 0 ? 1 : 0;
    batch.labels(1, b) = 0.5F * sum - batch.dense(0, b);
  }
  return batch;
}

class ProbeDraw : public DataDraw {
 public:
  explicit ProbeDraw(const DataSet::DrawKey& key)
      : key_(key),
        validation_(draw(stream(Purpose::kValidationInputs), 0, kHeldOut)),
        test_(draw(stream(Purpose::kTestInputs), 0, kHeldOut)) {}

  void training_batch(std::int64_t step, Batch<float>& out) const override {
    out = draw(stream(Purpose::kTrainingInputs), static_cast<std::uint64_t>(step), key_.batch);
  }
  const Batch<float>& validation() const override { return validation_; }
  const Batch<float>& test() const override { return test_; }

 private:
  Stream stream(Purpose purpose) const { return {key_.seed, purpose, key_.run}; }

  DataSet::DrawKey key_;
  Batch<float> validation_, test_;
};

}  // namespace

std::vector<Setting> ProbeData::settings() const {
  return {Setting::object({{"probe", "sparse"}}), Setting::object({{"probe", "embedded"}})};
}

Problem ProbeData::problem(std::size_t setting) const {
  Problem problem{.dense_inputs = kDense,
                  .sparse_inputs = static_cast<Index>(kColumns * kNames),
                  .tasks = {{"positive", TaskKind::kBinary}, {"half", TaskKind::kRegression}}};
  if (setting == 1) {
    problem.embedded = {2, std::vector<Index>(kColumns, kNames)};
  } else {  // two columns in one group, one in another
    problem.sparse_groups.assign(2 * kNames, 0);
    problem.sparse_groups.resize(kColumns * kNames, 1);
  }
  return problem;
}

nlohmann::ordered_json ProbeData::identity(std::size_t setting) const {
  return settings().at(setting);
}

nlohmann::ordered_json ProbeData::describe() const { return {{"held_out", kHeldOut}}; }

std::unique_ptr<DataDraw> ProbeData::open(const DrawKey& key) const {
  return std::make_unique<ProbeDraw>(key);
}

}  // namespace mmoe
