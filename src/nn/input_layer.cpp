// SPDX-License-Identifier: Apache-2.0
#include "nn/input_layer.h"

#include <algorithm>
#include <utility>

#include "nn/dense.h"
#include "nn/sparse_product.h"

namespace mmoe {
namespace {

std::vector<RowsOf> rows_of(const InputGroup& group, const std::string& name, Role role) {
  std::vector<RowsOf> rows;
  for (const Member& member : group.members) {
    rows.push_back({member.name + name, role, group.units, member.owner});
  }
  return rows;
}

}  // namespace

std::vector<RowsOf> InputGroup::weight_rows() const { return rows_of(*this, weights, role); }
std::vector<RowsOf> InputGroup::bias_rows() const { return rows_of(*this, biases, Role::kBias); }

InputLayer::InputLayer(Layout& layout, BufferPlan& plan, const Problem& problem,
                       std::vector<InputGroup> groups, Tables tables)
    : groups_(std::move(groups)),
      layout_(layout),
      dense_inputs_(problem.dense_inputs),
      combines_(problem.sparse_inputs > 0 && problem.embedded.width == 0) {
  std::vector<RowsOf> all_rows;
  for (const InputGroup& group : groups_) {
    const auto rows = group.weight_rows();
    all_rows.insert(all_rows.end(), rows.begin(), rows.end());
  }
  weights_ = layout.add_stack(all_rows, problem.inputs());
  all_ = add_activations(plan, layout.stack(weights_).rows);
  if (dense_inputs_ > 0 && !combines_) {
    products_ = plan.add_products({.out = all_.rows(),
                                   .in = dense_inputs_,
                                   .stride = all_.rows(),
                                   .input_gradient = InputGradient::kNone,
                                   .adds = problem.embedded.width > 0});
  }
  combined_ = plan.add(combines_ ? kProductRows * problem.sparse_group_count() : 0);
  row_biases_ = plan.add(combines_ ? all_.rows() : 0);
  Index first = 0;
  for (const InputGroup& group : groups_) {
    outputs_.push_back(all_.slice(first, group.rows()));
    dropouts_.emplace_back(plan, group.dropout, outputs_.back());
    first += group.rows();
    biases_.push_back(group.biases.empty() ? -1 : layout.add_stack(group.bias_rows(), 1));
  }
  if (problem.embedded.width > 0) {
    embedding_.emplace(layout, plan, problem,
                       EmbeddingSpec{weights_, all_, tables, groups_.front().members});
  }
}

template <typename Use>
void InputLayer::for_each_bias(const Use& use) const {
  Index row = 0;
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    if (biases_[g] >= 0) use(layout_.stack(biases_[g]), row);
    row += outputs_[g].rows();
  }
}

template <typename Scalar>
void InputLayer::forward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                         Workspace<Scalar>& ws) const {
  const auto w = weights<Scalar>(theta, layout_.stack(weights_));  // [rows x d]
  auto z = ws[all_.value];                                         // [rows x B]
  if (combines_) {
    Scalar* const b = ws[row_biases_].data();  // [rows], 0 where there is none
    std::fill_n(b, z.rows(), Scalar(0));
    for_each_bias([&](const Block& block, Index row) {
      std::copy_n(theta.data() + block.offset, block.rows, b + row);
    });
    sparse_product<Scalar>(w, b, batch, ws[combined_].data(), z);
  } else if (embedding_) {
    embedding_->forward(theta, batch, ws);
    if (dense_inputs_ > 0) ws.products(products_).forward(w.data(), batch.dense.data(), z.data());
  } else {
    ws.products(products_).forward(w.data(), batch.dense.data(), z.data());
  }
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    if (biases_[g] >= 0 && !combines_) {
      bias_activate_forward<Scalar>(groups_[g].activation,
                                    weights<Scalar>(theta, layout_.stack(biases_[g])),
                                    ws[outputs_[g].value]);
    } else {
      activate<Scalar>(groups_[g].activation, ws[outputs_[g].value]);
    }
    dropouts_[g].forward(ws);
  }
}

template <typename Scalar>
void InputLayer::backward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                          Workspace<Scalar>& ws, MutableView<Scalar>& gradient) const {
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    auto d_z = ws[outputs_[g].gradient];
    dropouts_[g].backward(ws);
    activate_backward<Scalar>(groups_[g].activation, ws[outputs_[g].value], d_z);
    if (biases_[g] >= 0 && !combines_) {
      bias_backward<Scalar>(d_z, weights<Scalar>(gradient, layout_.stack(biases_[g])));
    }
  }
  auto d_w = weights<Scalar>(gradient, layout_.stack(weights_));  // [rows x d]
  const auto d_z = ws[all_.gradient];                             // [rows x B]
  if (combines_) {
    Scalar* const d_b = ws[row_biases_].data();
    std::fill_n(d_b, d_z.rows(), Scalar(0));
    sparse_product_backward<Scalar>(d_z, batch, ws[combined_].data(), d_w, d_b);
    for_each_bias([&](const Block& block, Index row) {
      gradient.segment(block.offset, block.rows) +=
          Eigen::Map<const Vector<Scalar>>(d_b + row, block.rows);
    });
    return;
  }
  if (dense_inputs_ > 0) {
    ws.products(products_).weight_gradient(d_z.data(), batch.dense.data(), d_w.data(),
                                           ws.scratch());
  }
  if (embedding_) embedding_->backward(theta, batch, ws, gradient);
}

MMOE_INSTANTIATE(InputLayer::forward);
MMOE_INSTANTIATE(InputLayer::backward);

}  // namespace mmoe
