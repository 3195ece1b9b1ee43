// SPDX-License-Identifier: Apache-2.0
#include "data/table/draw.h"

#include <algorithm>

#include "data/epoch_order.h"

namespace mmoe {
namespace {

/// Fills `out` with `size` examples; example b is row row_of(b) of `part`.
template <typename RowOf>
void gather_rows(const TableEncoding& encoding, const TableExamples& part, std::size_t size,
                 RowOf row_of, Batch<float>& out) {
  const auto dense = static_cast<std::size_t>(encoding.dense);
  const std::size_t tasks = part.labels.size() / part.rows;
  const auto count = static_cast<Index>(size);
  out.dense.resize(encoding.dense, count);
  out.labels.resize(static_cast<Index>(tasks), count);
  out.sparse.clear();
  for (std::size_t b = 0; b < size; ++b) {
    const auto row = static_cast<std::size_t>(row_of(b));
    const auto column = static_cast<Index>(b);
    for (std::size_t i = 0; i < dense; ++i) {
      out.dense(static_cast<Index>(i), column) = part.dense[row * dense + i];
    }
    for (std::size_t k = 0; k < tasks; ++k) {
      out.labels(static_cast<Index>(k), column) = part.labels[row * tasks + k];
    }
    if (encoding.sparse == 0) continue;
    const std::int32_t* const items = part.sparse.data();
    out.sparse.items.insert(out.sparse.items.end(), items + part.offsets[row],
                            items + part.offsets[row + 1]);
    out.sparse.end_list();
  }
}

class TableDraw : public DataDraw {
 public:
  TableDraw(const TableEncoding& encoding, const DataSet::DrawKey& key)
      : encoding_(encoding), key_(key) {
    const auto gather_part = [&](TablePart index, Batch<float>& out) {
      const TableExamples& part = this->part(index);
      gather_rows(
          encoding_, part, part.rows, [](std::size_t b) { return b; }, out);
    };
    gather_part(TablePart::kValidation, validation_);
    gather_part(TablePart::kTest, test_);
  }

  void training_batch(std::int64_t step, Batch<float>& out) const override {
    const TableExamples& train = part(TablePart::kTrain);
    const auto batch = static_cast<std::size_t>(key_.batch);
    gather_rows(encoding_, train, batch,
                EpochOrder({key_.seed, Purpose::kShuffle, key_.run}, train.rows,
                           static_cast<std::uint64_t>(step) * batch),
                out);
  }

  const Batch<float>& validation() const override { return validation_; }
  const Batch<float>& test() const override { return test_; }

 private:
  const TableExamples& part(TablePart index) const {
    return encoding_.parts[static_cast<std::size_t>(index)];
  }

  const TableEncoding& encoding_;
  const DataSet::DrawKey key_;
  Batch<float> validation_;
  Batch<float> test_;
};

}  // namespace

std::unique_ptr<DataDraw> open_table_draw(const TableEncoding& encoding,
                                          const DataSet::DrawKey& key) {
  return std::make_unique<TableDraw>(encoding, key);
}

}  // namespace mmoe
