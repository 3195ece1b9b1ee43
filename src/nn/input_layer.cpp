// SPDX-License-Identifier: Apache-2.0
#include "nn/input_layer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "math/tiles.h"
#include "math/transpose.h"
#include "nn/dense.h"

namespace mmoe {
namespace {

// Rows of a tile: two cache lines of each column. Those that the nearest cache holds are met again
// before they are gone, which whole columns are not.
constexpr Index kTile = 32;

/// Lists of columns: list t is items[offsets[t]] .. items[offsets[t + 1] - 1].
struct Lists {
  const std::int32_t* items;
  const std::int32_t* offsets;
};

/// Rows of w before one that begins a cache line in its first column.
template <typename Scalar>
Index rows_before_line(const WeightsView<Scalar>& w) {
  constexpr std::uintptr_t kLine = 64;
  const auto past = reinterpret_cast<std::uintptr_t>(w.data()) % kLine;
  return std::min(w.rows(), static_cast<Index>((kLine - past) % kLine / sizeof(Scalar)));
}

/// to [size x T] += the sums of the columns of from [size x F] that T lists name, in their order.
/// Two lists side by side: each is a chain of additions that wait for one another.
template <int size, typename Scalar>
void add_listed(const WeightsView<Scalar>& from, Lists lists, MutableWeightsView<Scalar> to) {
  using Sum = Eigen::Matrix<Scalar, size, 1>;
  const auto column = [&](std::int32_t i) {
    return from.col(lists.items[i]).template head<size>();
  };
  const auto target = [&](Index t) { return to.col(t).template head<size>(); };
  Index t = 0;
  for (; t + 1 < to.cols(); t += 2) {
    Sum sum = target(t), next = target(t + 1);
    std::int32_t i = lists.offsets[t], j = lists.offsets[t + 1];
    const std::int32_t i_end = j, j_end = lists.offsets[t + 2];
    for (; i < i_end && j < j_end; ++i, ++j) {
      sum += column(i);
      next += column(j);
    }
    for (; i < i_end; ++i) sum += column(i);
    for (; j < j_end; ++j) next += column(j);
    target(t) = sum;
    target(t + 1) = next;
  }
  if (t < to.cols()) {
    Sum sum = target(t);
    for (std::int32_t i = lists.offsets[t]; i < lists.offsets[t + 1]; ++i) sum += column(i);
    target(t) = sum;
  }
}

/// Rows row .. row + size - 1 of the columns from `first` on.
template <typename View>
View window(View w, Index row, Index size, Index first = 0) {
  return {w.data() + row + first * w.outerStride(), size, w.cols() - first,
          Eigen::OuterStride<>(w.outerStride())};
}

/// z [rows x B] = W S, where w [rows x sparse inputs] and S has a 1 where an input is set.
template <typename Scalar>
void gather(const WeightsView<Scalar>& w, const Batch<Scalar>& batch, Scalar* tile,
            MutableMatrixView<Scalar> z) {
  constexpr Index kExamples = 16;  // their tile stays in the nearest cache until it is transposed
  const auto fill = [&](auto size, Index row) {
    for (Index first = 0; first < batch.size(); first += kExamples) {
      const Index count = std::min(kExamples, batch.size() - first);
      MutableWeightsView<Scalar> sums(tile, size, count, Eigen::OuterStride<>(size));
      sums.setZero();
      add_listed<size(), Scalar>(window(w, row, size),
                                 {batch.sparse.data(), batch.offsets.data() + first}, sums);
      transpose<Scalar>(MatrixView<Scalar>(tile, count, size), z.block(row, first, size, count));
    }
  };
  // Where columns do not begin on a line tiles do: a third line of each costs a third more time.
  const Index first_line = rows_before_line<Scalar>(w);
  in_tiles<kTile>(0, first_line, fill);
  in_tiles<kTile>(first_line, w.rows(), fill);
}

/// d_w [rows x sparse inputs] += d_z S^T.
template <typename Scalar>
void scatter(const MutableMatrixView<Scalar>& d_z, const Batch<Scalar>& batch, Scalar* tile,
             MutableWeightsView<Scalar> d_w) {
  in_tiles<kTile>(0, d_w.rows(), [&](auto size, Index row) {
    transpose<Scalar>(d_z.middleRows(row, size),
                      MutableMatrixView<Scalar>(tile, batch.size(), size));
    add_listed<size(), Scalar>({tile, size, batch.size(), Eigen::OuterStride<>(size)},
                               {batch.examples.data(), batch.example_offsets.data()},
                               window(d_w, row, size));
  });
}

std::vector<RowsOf> rows_of(const std::string& name, const InputGroup& group, Role role) {
  std::vector<RowsOf> rows;
  for (Index i = 0; i < group.count; ++i) {
    rows.push_back({fmt::format(fmt::runtime(name), i), role, group.units});
  }
  return rows;
}

}  // namespace

InputLayer::InputLayer(Layout& layout, BufferPlan& plan, const Problem& problem,
                       std::vector<InputGroup> groups, Tables tables)
    : groups_(std::move(groups)), layout_(layout), dense_inputs_(problem.dense_inputs) {
  std::vector<RowsOf> all_rows;
  for (const InputGroup& group : groups_) {
    const auto rows = rows_of(group.weights, group, group.role);
    all_rows.insert(all_rows.end(), rows.begin(), rows.end());
  }
  weights_ = layout.add_stack(all_rows, problem.inputs());
  all_ = add_signal(plan, layout.stack(weights_).rows);
  const bool gathers = problem.sparse_inputs > 0 && problem.embedded.width == 0;
  tile_ = plan.add(gathers ? kTile : 0);
  Index first = 0;
  for (const InputGroup& group : groups_) {
    outputs_.push_back(all_.slice(first, group.count * group.units));
    first += group.count * group.units;
    biases_.push_back(
        group.biases.empty() ? -1 : layout.add_stack(rows_of(group.biases, group, Role::kBias), 1));
  }
  if (problem.embedded.width > 0) {
    embedding_.emplace(layout, plan, problem, EmbeddingSpec{weights_, all_, tables});
  }
}

template <typename Scalar>
void InputLayer::forward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                         Workspace<Scalar>& ws) const {
  const auto w = weights<Scalar>(theta, layout_.stack(weights_));  // [rows x d]
  auto z = ws[all_.value];                                         // [rows x B]
  if (batch.offsets.empty()) {
    z.noalias() = w * batch.dense;
  } else {
    if (embedding_) {
      embedding_->forward(theta, batch, ws);
    } else {
      gather<Scalar>(window(w, 0, w.rows(), dense_inputs_), batch, ws[tile_].data(), z);
    }
    if (dense_inputs_ > 0) z.noalias() += w.leftCols(dense_inputs_) * batch.dense;
  }
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    if (biases_[g] >= 0) {
      bias_activate_forward<Scalar>(groups_[g].activation,
                                    weights<Scalar>(theta, layout_.stack(biases_[g])),
                                    ws[outputs_[g].value]);
    } else {
      activate<Scalar>(groups_[g].activation, ws[outputs_[g].value]);
    }
  }
}

template <typename Scalar>
void InputLayer::backward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                          Workspace<Scalar>& ws, MutableView<Scalar>& gradient) const {
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    auto d_z = ws[outputs_[g].gradient];
    activate_backward<Scalar>(groups_[g].activation, ws[outputs_[g].value], d_z);
    if (biases_[g] >= 0) {
      bias_backward<Scalar>(d_z, weights<Scalar>(gradient, layout_.stack(biases_[g])));
    }
  }
  auto d_w = weights<Scalar>(gradient, layout_.stack(weights_));  // [rows x d]
  const auto d_z = ws[all_.gradient];                             // [rows x B]
  if (batch.offsets.empty()) {
    d_w.noalias() += d_z * batch.dense.transpose();
    return;
  }
  if (dense_inputs_ > 0) {
    d_w.leftCols(dense_inputs_).noalias() += d_z * batch.dense.transpose();
  }
  if (embedding_) {
    embedding_->backward(theta, batch, ws, gradient);
  } else {
    scatter<Scalar>(d_z, batch, ws[tile_].data(), window(d_w, 0, d_w.rows(), dense_inputs_));
  }
}

template void InputLayer::forward<float>(const View<float>&, const Batch<float>&,
                                         Workspace<float>&) const;
template void InputLayer::forward<double>(const View<double>&, const Batch<double>&,
                                          Workspace<double>&) const;
template void InputLayer::backward<float>(const View<float>&, const Batch<float>&,
                                          Workspace<float>&, MutableView<float>&) const;
template void InputLayer::backward<double>(const View<double>&, const Batch<double>&,
                                           Workspace<double>&, MutableView<double>&) const;

}  // namespace mmoe
