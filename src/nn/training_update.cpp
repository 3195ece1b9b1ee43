// SPDX-License-Identifier: Apache-2.0
#include "nn/training_update.h"

#include <algorithm>
#include <cmath>

namespace mmoe {
namespace {

struct Stretch {
  Index offset, size;
};

/// What is left of theta without its tables; all of it if they are updated like the rest.
std::vector<Stretch> outside_tables(const Layout& layout, bool tables_apart) {
  std::vector<Stretch> tables;
  for (const Block& block : layout.blocks()) {
    if (tables_apart && block.role == Role::kEmbedding) {
      tables.push_back({block.offset, block.stride * (block.cols - 1) + block.rows});
    }
  }
  std::ranges::sort(tables, {}, &Stretch::offset);
  std::vector<Stretch> rest;
  Index at = 0;
  const auto add_until = [&](Index end) {
    if (end > at) rest.push_back({at, end - at});
  };
  for (const Stretch& table : tables) {
    add_until(table.offset);
    at = std::max(at, Layout::aligned(table.offset + table.size));
  }
  add_until(layout.size());
  return rest;
}

}  // namespace

template <typename Scalar>
TrainingUpdate<Scalar>::TrainingUpdate(const OptimiserOptions& options, const Layout& layout,
                                       const Problem& problem)
    : options_(options), rows_(layout, problem) {
  const bool apart = options.tables != "dense";
  OptimiserOptions of_parts = options;
  if (apart) of_parts.clip_norm = 0;  // clipped here, with the tables
  for (const Stretch& stretch : outside_tables(layout, apart)) {
    parts_.push_back({stretch.offset, stretch.size, Optimiser<Scalar>(of_parts, stretch.size)});
  }
  if (apart) tables_.emplace(options, rows_.count(), rows_.numbers());
}

template <typename Scalar>
void TrainingUpdate<Scalar>::update(const Batch<Scalar>& batch, MutableView<Scalar> theta,
                                    MutableView<Scalar> gradient, Scalar rate) {
  if (tables_) {
    const std::vector<TableRow>& rows = rows_.read_by(batch.sparse);
    if (options_.clip_norm > 0) clip(rows, gradient);
    tables_->update(rows, theta, gradient, rate * static_cast<Scalar>(options_.tables_rate));
  }
  for (Part& part : parts_) {
    part.optimiser.update({theta.data() + part.offset, part.size},
                          {gradient.data() + part.offset, part.size}, rate);
  }
}

template <typename Scalar>
void TrainingUpdate<Scalar>::add(const Batch<Scalar>& slice, MutableView<Scalar> of_slice,
                                 MutableView<Scalar> gradient) {
  const auto add_segment = [&](Index offset, Index size) {
    auto from = of_slice.segment(offset, size);
    gradient.segment(offset, size) += from;
    from.setZero();
  };
  if (tables_) {
    for (const TableRow& row : rows_.read_by(slice.sparse)) add_segment(row.offset, row.width);
  }
  for (const Part& part : parts_) add_segment(part.offset, part.size);
}

template <typename Scalar>
void TrainingUpdate<Scalar>::clip(const std::vector<TableRow>& rows,
                                  MutableView<Scalar>& gradient) const {
  Scalar square = 0;
  for (const Part& part : parts_) square += gradient.segment(part.offset, part.size).squaredNorm();
  for (const TableRow& row : rows) {
    square += gradient.segment(row.offset, row.width).squaredNorm();
  }
  const auto longest = static_cast<Scalar>(options_.clip_norm);
  const Scalar norm = std::sqrt(square);
  if (norm <= longest) return;
  for (const Part& part : parts_) gradient.segment(part.offset, part.size) *= longest / norm;
  for (const TableRow& row : rows) {
    gradient.segment(row.offset, row.width) *= longest / norm;
  }
}

template class TrainingUpdate<float>;
template class TrainingUpdate<double>;

}  // namespace mmoe
