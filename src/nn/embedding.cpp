// SPDX-License-Identifier: Apache-2.0
#include "nn/embedding.h"

#include <fmt/format.h>

#include <cstdint>

namespace mmoe {

Embedding::Embedding(Layout& layout, BufferPlan& plan, const Problem& problem,
                     const EmbeddingSpec& spec)
    : layout_(layout),
      spec_(spec),
      tables_(spec.tables == Tables::kPerNetwork ? std::ssize(spec.networks) : 1),
      inputs_(problem.embedded.inputs()),
      products_(plan.add_products({.out = spec.output.rows() / tables_,
                                   .in = inputs_,
                                   .stride = layout.stack(spec.weights).stride})),
      embedded_(add_activations(plan, tables_ * inputs_)) {
  const EmbeddedFields& fields = problem.embedded;
  std::vector<Block> by_number;
  Index row = 0;
  for (std::size_t f = 0; f < fields.vocabularies.size(); ++f) {
    const Index width = fields.width_of(f);
    if (fields.table(f) == by_number.size()) {
      const std::string name = fmt::format("embedding{}", f);
      std::vector<RowsOf> parts;
      if (spec.tables == Tables::kShared) parts.push_back({name, Role::kEmbedding, width});
      for (Index t = 0; t < tables_ && spec.tables == Tables::kPerNetwork; ++t) {
        const Member& network = spec.networks[static_cast<std::size_t>(t)];
        parts.push_back({network.name + "." + name, Role::kEmbedding, width, network.owner});
      }
      by_number.push_back(layout.stack(layout.add_stack(parts, fields.vocabularies[f])));
    }
    add_columns(by_number[fields.table(f)], row, width);
    row += width;
  }
}

void Embedding::add_columns(const Block& table, Index row, Index width) {
  for (Index category = 0; category < table.cols; ++category) {
    columns_.push_back({table.offset + category * table.stride, static_cast<std::int32_t>(row),
                        static_cast<std::int32_t>(width)});
  }
}

template <typename Scalar>
void Embedding::gather(const View<Scalar>& theta, const Batch<Scalar>& batch,
                       Workspace<Scalar>& ws) const {
  auto e = ws[embedded_.value];
  e.setZero();
  for (Index example = 0; example < batch.size(); ++example) {
    for (const std::int32_t input : batch.sparse[example]) {
      const Column& column = columns_[static_cast<std::size_t>(input)];
      for (Index t = 0; t < tables_; ++t) {
        e.col(example).segment(t * inputs_ + column.row, column.width) +=
            theta.segment(column.offset + t * column.width, column.width);
      }
    }
  }
}

template <typename Scalar>
void Embedding::scatter(const Batch<Scalar>& batch, const Workspace<Scalar>& ws,
                        MutableView<Scalar>& gradient) const {
  const auto d_e = ws[embedded_.gradient];
  for (Index example = 0; example < batch.size(); ++example) {
    for (const std::int32_t input : batch.sparse[example]) {
      const Column& column = columns_[static_cast<std::size_t>(input)];
      for (Index t = 0; t < tables_; ++t) {
        gradient.segment(column.offset + t * column.width, column.width) +=
            d_e.col(example).segment(t * inputs_ + column.row, column.width);
      }
    }
  }
}

template <typename Scalar>
void Embedding::forward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                        Workspace<Scalar>& ws) const {
  gather(theta, batch, ws);
  const auto w = weights<Scalar>(theta, layout_.stack(spec_.weights)).rightCols(inputs_);
  const Index rows = w.rows() / tables_;
  for (Index t = 0; t < tables_; ++t) {
    ws.products(products_).forward(w.middleRows(t * rows, rows).data(),
                                   ws[embedded_.slice(t * inputs_, inputs_).value].data(),
                                   ws[spec_.output.slice(t * rows, rows).value].data());
  }
}

template <typename Scalar>
void Embedding::backward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                         Workspace<Scalar>& ws, MutableView<Scalar>& gradient) const {
  const auto w = weights<Scalar>(theta, layout_.stack(spec_.weights)).rightCols(inputs_);
  auto d_w = weights<Scalar>(gradient, layout_.stack(spec_.weights)).rightCols(inputs_);
  const Index rows = w.rows() / tables_;
  for (Index t = 0; t < tables_; ++t) {  // Z = W_e E
    const auto d_z = ws[spec_.output.slice(t * rows, rows).gradient];
    const Activations e = embedded_.slice(t * inputs_, inputs_);
    const auto& products = ws.products(products_);
    products.weight_gradient(d_z.data(), ws[e.value].data(), d_w.middleRows(t * rows, rows).data(),
                             ws.scratch());
    products.input_gradient(w.middleRows(t * rows, rows).data(), d_z.data(), ws[e.gradient].data());
  }
  scatter(batch, ws, gradient);
}

MMOE_INSTANTIATE(Embedding::forward);
MMOE_INSTANTIATE(Embedding::backward);

}  // namespace mmoe
