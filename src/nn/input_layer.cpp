// SPDX-License-Identifier: Apache-2.0
#include "nn/input_layer.h"

#include <fmt/format.h>

#include <cstdint>
#include <type_traits>
#include <utility>

#include "nn/dense.h"

namespace mmoe {
namespace {

/// Calls work(size, row) for tiles of `size` rows that cover rows row .. end - 1. A tile of 16 is a
/// cache line of each column: those of some 500 sparse inputs fit the nearest cache together, which
/// whole columns do not, and so do the rows of 16 outputs; a step on Census-income takes a quarter
/// less time. The size is a constant, so that a sum over a tile stays in registers.
template <int size = 16, typename Work>
void in_tiles(Index row, Index end, const Work& work) {
  for (; row + size <= end; row += size) work(std::integral_constant<int, size>(), row);
  if constexpr (size > 1) in_tiles<size / 4>(row, end, work);
}

/// z [rows x B] = W S, where w [rows x sparse inputs] and S has a 1 where an input is set.
template <typename Scalar, typename Columns>
void gather(const Columns& w, const Batch<Scalar>& batch, MutableMatrixView<Scalar> z) {
  in_tiles(0, w.rows(), [&](auto size, Index row) {
    for (Index example = 0; example < batch.size(); ++example) {
      Eigen::Matrix<Scalar, size(), 1> sum = Eigen::Matrix<Scalar, size(), 1>::Zero();
      for (const std::int32_t input : set_inputs(batch, example)) {
        sum += w.col(input).template segment<size()>(row);
      }
      z.col(example).template segment<size()>(row) = sum;
    }
  });
}

/// d_w [rows x sparse inputs] += d_z S^T.
template <typename Scalar, typename Columns>
void scatter(const MutableMatrixView<Scalar>& d_z, const Batch<Scalar>& batch, Columns d_w) {
  in_tiles(0, d_w.rows(), [&](auto size, Index row) {
    for (Index example = 0; example < batch.size(); ++example) {
      const Eigen::Matrix<Scalar, size(), 1> d = d_z.col(example).template segment<size()>(row);
      for (const std::int32_t input : set_inputs(batch, example)) {
        d_w.col(input).template segment<size()>(row) += d;
      }
    }
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
      gather<Scalar>(w.rightCols(w.cols() - dense_inputs_), batch, z);
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
    scatter<Scalar>(d_z, batch, d_w.rightCols(d_w.cols() - dense_inputs_));
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
