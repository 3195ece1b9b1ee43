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
  const auto tasks = static_cast<Index>(encoding.tasks);
  const auto count = static_cast<Index>(size);
  out.dense.resize(encoding.dense, count);
  out.labels.resize(tasks, count);
  if (encoding.weighted) out.weights.resize(1, count);
  out.sparse.clear();
  for (std::size_t b = 0; b < size; ++b) {
    const ExampleRow row = part.row(static_cast<std::size_t>(row_of(b)));
    const auto column = static_cast<Index>(b);
    for (Index i = 0; i < encoding.dense; ++i) out.dense(i, column) = row.dense[i];
    for (Index k = 0; k < tasks; ++k) out.labels(k, column) = row.labels[k];
    if (encoding.weighted) out.weights(0, column) = row.labels[tasks];
    if (encoding.sparse == 0) continue;
    out.sparse.items.insert(out.sparse.items.end(), row.sparse.begin(), row.sparse.end());
    out.sparse.end_list();
  }
}

void gather_part(const TableEncoding& encoding, TablePart index, Batch<float>& out) {
  const TableExamples& part = encoding.parts[static_cast<std::size_t>(index)];
  out.sparse.items.reserve(part.items());
  gather_rows(
      encoding, part, part.rows(), [](std::size_t b) { return b; }, out);
  part.release();
}

class TableDraw : public DataDraw {
 public:
  TableDraw(const TableEncoding& encoding, const TableHeldOut& held_out,
            const DataSet::DrawKey& key)
      : encoding_(encoding), key_(key), held_out_(held_out.parts(encoding)) {}

  void training_batch(std::int64_t step, Batch<float>& out) const override {
    const TableExamples& train = encoding_.parts[0];
    const auto batch = static_cast<std::size_t>(key_.batch);
    gather_rows(encoding_, train, batch,
                EpochOrder({key_.seed, Purpose::kShuffle, key_.run}, train.rows(),
                           static_cast<std::uint64_t>(step) * batch),
                out);
  }

  const Batch<float>& validation() const override { return held_out_->of(TablePart::kValidation); }
  const Batch<float>& test() const override { return held_out_->of(TablePart::kTest); }

 private:
  const TableEncoding& encoding_;
  const DataSet::DrawKey key_;
  const std::shared_ptr<const TableHeldOut::Parts> held_out_;
};

}  // namespace

const Batch<float>& TableHeldOut::Parts::of(TablePart part) const {
  const auto index = static_cast<std::size_t>(part);
  std::call_once(gathered_[index], [&] { gather_part(encoding_, part, examples_[index]); });
  return examples_[index];
}

std::shared_ptr<const TableHeldOut::Parts> TableHeldOut::parts(
    const TableEncoding& encoding) const {
  const std::lock_guard lock(mutex_);
  auto open = parts_.lock();
  if (!open) parts_ = open = std::make_shared<const Parts>(encoding);
  return open;
}

std::unique_ptr<DataDraw> open_table_draw(const TableEncoding& encoding,
                                          const TableHeldOut& held_out,
                                          const DataSet::DrawKey& key) {
  return std::make_unique<TableDraw>(encoding, held_out, key);
}

}  // namespace mmoe
