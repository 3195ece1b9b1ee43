// SPDX-License-Identifier: Apache-2.0
#include "nn/input_layer.h"

#include <fmt/format.h>

#include <cstdint>
#include <span>
#include <utility>

#include "nn/dense.h"

namespace mmoe {
namespace {

/// The same storage as a [rows x B] buffer, with each example (column) contiguous.
template <typename Scalar>
Eigen::Map<Weights<Scalar>> column_major(MutableMatrixView<Scalar> buffer) {
  return {buffer.data(), buffer.rows(), buffer.cols()};
}

/// The sparse inputs that are set in an example.
template <typename Scalar>
std::span<const std::int32_t> set_inputs(const Batch<Scalar>& batch, Index example) {
  const auto at = static_cast<std::size_t>(example);
  return {batch.sparse.begin() + batch.offsets[at], batch.sparse.begin() + batch.offsets[at + 1]};
}

/// column = the sum of w's columns at `set`, in that order; four a pass, which saves storing and
/// loading `column` in between.
template <typename Columns, typename Column>
void gather(const Columns& w, std::span<const std::int32_t> set, Column column) {
  column.setZero();
  std::size_t s = 0;
  for (; s + 4 <= set.size(); s += 4) {
    column = column + w.col(set[s]) + w.col(set[s + 1]) + w.col(set[s + 2]) + w.col(set[s + 3]);
  }
  for (; s < set.size(); ++s) column += w.col(set[s]);
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
                       std::vector<InputGroup> groups)
    : groups_(std::move(groups)), layout_(layout), dense_inputs_(problem.dense_inputs) {
  std::vector<RowsOf> all_rows;
  for (const InputGroup& group : groups_) {
    const auto rows = rows_of(group.weights, group, group.role);
    all_rows.insert(all_rows.end(), rows.begin(), rows.end());
  }
  weights_ = layout.add_stack(all_rows, problem.inputs());
  all_ = add_signal(plan, layout.stack(weights_).rows);
  by_example_ = plan.add(problem.sparse_inputs > 0 ? all_.rows() : 0);
  Index first = 0;
  for (const InputGroup& group : groups_) {
    outputs_.push_back(all_.slice(first, group.count * group.units));
    first += group.count * group.units;
    biases_.push_back(
        group.biases.empty() ? -1 : layout.add_stack(rows_of(group.biases, group, Role::kBias), 1));
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
    auto gathered = column_major<Scalar>(ws[by_example_]);  // [rows x B]
    const auto of_sparse = w.rightCols(w.cols() - dense_inputs_);
    for (Index example = 0; example < batch.size(); ++example) {
      gather(of_sparse, set_inputs(batch, example), gathered.col(example));
    }
    z = gathered;
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
void InputLayer::backward(const Batch<Scalar>& batch, Workspace<Scalar>& ws,
                          MutableView<Scalar>& gradient) const {
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
  auto to_scatter = column_major<Scalar>(ws[by_example_]);  // [rows x B]
  to_scatter = d_z;
  for (Index example = 0; example < batch.size(); ++example) {
    for (const std::int32_t input : set_inputs(batch, example)) {
      d_w.col(dense_inputs_ + input) += to_scatter.col(example);
    }
  }
}

template void InputLayer::forward<float>(const View<float>&, const Batch<float>&,
                                         Workspace<float>&) const;
template void InputLayer::forward<double>(const View<double>&, const Batch<double>&,
                                          Workspace<double>&) const;
template void InputLayer::backward<float>(const Batch<float>&, Workspace<float>&,
                                          MutableView<float>&) const;
template void InputLayer::backward<double>(const Batch<double>&, Workspace<double>&,
                                           MutableView<double>&) const;

}  // namespace mmoe
