// SPDX-License-Identifier: Apache-2.0
#include "data/census/draw.h"

#include <optional>
#include <utility>

#include "data/epoch_order.h"
#include "math/permutation.h"
#include "statistics/row_blocks.h"

namespace mmoe {
namespace {

/// One file's examples with the labels of the run's tasks.
struct Source {
  const CensusExamples& examples;
  const CensusView& view;
  const std::vector<LabelColumn>& labels;
  const std::vector<std::size_t>& tasks;
};

/// Prefetches a row: rows come in random order, and cache misses are most of a batch's cost.
void prefetch(const CensusExamples& x, std::size_t row) {
  __builtin_prefetch(x.dense.data() + row * x.numbers);
  __builtin_prefetch(x.sparse.data() + row * x.categories);
  __builtin_prefetch(x.sparse.data() + (row + 1) * x.categories - 1);
}

/// Fills `out` with `size` examples; example b is row row_of(b).
template <typename RowOf>
void gather(const Source& source, std::size_t size, const RowOf& row_of, Batch<float>& out) {
  constexpr std::size_t kAhead = 8;
  const CensusExamples& x = source.examples;
  const auto count = static_cast<Index>(size);
  out.dense.resize(source.view.dense_count(), count);
  out.labels.resize(static_cast<Index>(source.tasks.size()), count);
  auto& [inputs, offsets] = out.sparse;
  inputs.resize(size * source.view.categories.size());
  offsets.resize(size + 1);
  std::int32_t* const rows = offsets.data() + 1;  // offset b + 1 holds row b until it is copied
  for (std::size_t b = 0; b < size; ++b) rows[b] = static_cast<std::int32_t>(row_of(b));
  std::int32_t* end = inputs.data();
  for (std::size_t b = 0; b < size; ++b) {
    if (b + kAhead < size) prefetch(x, static_cast<std::size_t>(rows[b + kAhead]));
    const auto row = static_cast<std::size_t>(rows[b]);
    const auto column = static_cast<Index>(b);
    for (std::size_t i = 0; i < source.view.numbers.size(); ++i) {
      out.dense(static_cast<Index>(i), column) = x.dense[row * x.numbers + source.view.numbers[i]];
    }
    for (const CensusView::Category& category : source.view.categories) {
      const std::uint16_t index = x.sparse[row * x.categories + category.position];
      *end = index - category.shift;
      end += index != CensusExamples::kUnseen;
    }
    for (std::size_t k = 0; k < source.tasks.size(); ++k) {
      out.labels(static_cast<Index>(k), column) = source.labels[source.tasks[k]][row];
    }
    rows[b] = static_cast<std::int32_t>(end - inputs.data());
  }
  inputs.resize(static_cast<std::size_t>(end - inputs.data()));
}

class CensusDraw : public DataDraw {
 public:
  CensusDraw(const CensusDrawData& data, CensusDrawOptions options, const DataSet::DrawKey& key)
      : data_(data), options_(std::move(options)), key_(key) {
    if (options_.sample_rows > 0) {
      sample_.emplace(Stream{key.seed, Purpose::kSample}, 0, data.encoding.train.rows);
    }
    split_test_file();
  }

  void training_batch(std::int64_t step, Batch<float>& out) const override {
    const auto batch = static_cast<std::uint64_t>(key_.batch);
    EpochOrder order({key_.seed, Purpose::kShuffle, key_.run}, training_rows(),
                     static_cast<std::uint64_t>(step) * batch);
    gather(
        {data_.encoding.train, data_.view, data_.tasks.train, options_.tasks}, batch,
        [&](std::uint64_t b) {
          const std::uint64_t drawn = order(b);
          return sample_ ? (*sample_)(drawn) : drawn;
        },
        out);
  }

  const Batch<float>& validation() const override { return validation_; }
  const Batch<float>& test() const override { return test_; }
  std::span<const std::uint8_t> test_blocks() const override { return test_blocks_; }

 private:
  std::uint64_t training_rows() const {
    return sample_ ? static_cast<std::uint64_t>(options_.sample_rows) : data_.encoding.train.rows;
  }

  void split_test_file() {
    const CensusExamples& file = data_.encoding.test;
    const Source source{file, data_.view, data_.tasks.test, options_.tasks};
    const std::uint32_t run = options_.split_by_run ? key_.run : 0;
    const Permutation order(Stream{key_.seed, Purpose::kSplit, run}, 0, file.rows);
    const std::size_t half = file.rows / 2;
    gather(source, half, order, validation_);
    const auto test_row = [&](std::uint64_t b) { return order(half + b); };
    gather(source, file.rows - half, test_row, test_);
    if (!options_.split_by_run) return;
    for (std::size_t b = 0; b < file.rows - half; ++b) {
      test_blocks_.push_back(static_cast<std::uint8_t>(test_row(b) % kRowBlocks));
    }
  }

  const CensusDrawData data_;
  const CensusDrawOptions options_;
  const DataSet::DrawKey key_;
  std::optional<Permutation> sample_;
  Batch<float> validation_;
  Batch<float> test_;
  std::vector<std::uint8_t> test_blocks_;  // of rows of the file, in turn
};

}  // namespace

std::unique_ptr<DataDraw> open_census_draw(const CensusDrawData& data,
                                           const CensusDrawOptions& options,
                                           const DataSet::DrawKey& key) {
  return std::make_unique<CensusDraw>(data, options, key);
}

}  // namespace mmoe
