// SPDX-License-Identifier: Apache-2.0
#include "nn/embedding.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>

#include "math/simd/prefetch.h"
#include "math/simd/transpose.h"

namespace mmoe {
namespace {

/// Examples whose embeddings are transposed at a time: their numbers fit the nearest cache.
constexpr Index kTile = 32;

/// Examples ahead of which vectors are asked for: ids are drawn, so each is far from the last.
constexpr Index kExamplesAhead = 2;

template <typename Scalar>
void add_numbers(const Scalar* __restrict from, Index count, Scalar* __restrict to) {
  for (Index i = 0; i < count; ++i) to[i] += from[i];
}

}  // namespace

Embedding::Embedding(Layout& layout, BufferPlan& plan, const Problem& problem,
                     const EmbeddingSpec& spec)
    : layout_(layout),
      spec_(spec),
      tables_(spec.tables == Tables::kPerNetwork ? std::ssize(spec.networks) : 1),
      inputs_(problem.embedded.inputs()),
      field_of_(problem.embedded.vocabularies),
      products_(plan.add_products({.out = spec.output.rows() / tables_,
                                   .in = inputs_,
                                   .stride = layout.stack(spec.weights).stride})),
      embedded_(add_activations(plan, tables_ * inputs_)),
      by_example_(plan.add(tables_ * inputs_)) {
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
    const Block& table = by_number[fields.table(f)];
    fields_.push_back({table.offset, table.stride, row, width});
    row += width;
  }
}

template <typename Use>
void Embedding::for_each_row(std::span<const std::int32_t> set, const Use& use) const {
  std::size_t f = 0;
  for (const std::int32_t input : set) {
    f = field_of_.find(input, f);
    const auto& [first, stride, row, width] = fields_[f];
    const Index offset = first + (input - field_of_.first(f)) * stride;
    for (Index t = 0; t < tables_; ++t) use(offset + t * width, t * inputs_ + row, width);
  }
}

template <typename Scalar>
void Embedding::prefetch_rows(const Batch<Scalar>& batch, Index example,
                              const Scalar* numbers) const {
  if (example + kExamplesAhead >= batch.size()) return;
  for_each_row(
      batch.sparse[example + kExamplesAhead],
      [&](Index offset, Index /*row*/, Index width) { prefetch(numbers + offset, width); });
}

// E is [T e x B], row-major, so that the numbers of one example are far apart: they are gathered
// for a few examples side by side in cache, and transposed as a tile.
template <typename Scalar>
void Embedding::gather(const View<Scalar>& theta, const Batch<Scalar>& batch,
                       Workspace<Scalar>& ws) const {
  auto e = ws[embedded_.value];
  const Index numbers = e.rows();
  Scalar* const tile = ws[by_example_].data();
  for (Index first = 0; first < batch.size(); first += kTile) {
    const Index count = std::min(kTile, batch.size() - first);
    std::fill_n(tile, count * numbers, Scalar(0));
    for (Index i = 0; i < count; ++i) {
      prefetch_rows(batch, first + i, theta.data());
      for_each_row(batch.sparse[first + i], [&](Index offset, Index row, Index width) {
        add_numbers(theta.data() + offset, width, tile + i * numbers + row);
      });
    }
    transpose<Scalar>(MatrixView<Scalar>(tile, count, numbers), e.middleCols(first, count));
  }
}

template <typename Scalar>
void Embedding::scatter(const Batch<Scalar>& batch, Workspace<Scalar>& ws,
                        MutableView<Scalar>& gradient) const {
  const auto d_e = ws[embedded_.gradient];
  const Index numbers = d_e.rows();
  Scalar* const tile = ws[by_example_].data();
  for (Index first = 0; first < batch.size(); first += kTile) {
    const Index count = std::min(kTile, batch.size() - first);
    transpose<Scalar>(d_e.middleCols(first, count),
                      MutableMatrixView<Scalar>(tile, count, numbers));
    for (Index i = 0; i < count; ++i) {
      prefetch_rows(batch, first + i, std::as_const(gradient).data());
      for_each_row(batch.sparse[first + i], [&](Index offset, Index row, Index width) {
        add_numbers(tile + i * numbers + row, width, gradient.data() + offset);
      });
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
