// SPDX-License-Identifier: Apache-2.0
// Forward, for a tile of at most 160 rows of W at a time (they stay in registers):
//   for each combination c:  combined[c] = sum of the columns W_s[i], i in c
//   for each example e:      z[e] = b + sum of combined[c], c of e + sum_j W_d[j] x(j, e)
// Backward, for the same tile:
//   for each example e:      d_b += d_z[e];  d_W_d[j] += d_z[e] x(j, e) for all j
//   for each combination c:  d = sum of d_z[e], e that have c;  d_W_s[i] += d for i in c
#include "nn/sparse_product.h"

#include <algorithm>
#include <cassert>
#include <cstdint>

#include "math/simd/cache_aligned.h"
#include "math/simd/dispatch.h"
#include "math/simd/pack.h"
#include "math/simd/tiles.h"
#include "math/simd/transpose.h"

namespace mmoe {
namespace {

// Examples transposed at a time: their tile is still in the L1 cache.
constexpr Index kExamples = 16;
// Vectors per column of a tile: they stay in registers, of which there are 16 or more.
constexpr Index kTileVectors = 10;
static_assert(kProductRows == kTileVectors * 64 / static_cast<Index>(sizeof(float)));

/// Some rows of a matrix's columns.
template <typename Scalar>
struct Columns {
  Scalar* first;
  Index stride;

  Scalar* operator[](Index column) const { return first + column * stride; }
};

/// Adds to `sum` the columns that list t names.
template <int size, int width, typename Scalar>
[[gnu::always_inline]] inline void add_columns(Columns<const Scalar> columns,
                                               const CsrIndices& lists, Index t,
                                               SimdPack<Scalar, size, width>& sum) {
  for (const std::int32_t i : lists[t]) sum.add(SimdPack<Scalar, size, width>(columns[i]));
}

/// Prefetches the columns of the inputs some lists ahead of list t: the processor cannot predict
/// their addresses, and most of the product's time would be spent waiting for them. (Not needed for
/// gradients, where a batch's columns stay in cache.)
template <int size, typename Scalar>
void prefetch_columns(Columns<const Scalar> w, const CsrIndices& lists, Index t) {
  constexpr std::int32_t kAhead = 24;
  const auto last = static_cast<std::int32_t>(lists.items.size());
  const std::int32_t* const offsets = lists.offsets.data() + t;
  for (std::int32_t at = offsets[0] + kAhead; at < std::min(offsets[1] + kAhead, last); ++at) {
    const auto* const column = reinterpret_cast<const char*>(w[lists.items.data()[at]]);
    for (std::size_t line = 0; line < size * sizeof(Scalar); line += kCacheLine) {
      __builtin_prefetch(column + line);
    }
  }
}

/// combined [size x combinations] = W_s A.
template <int size, int width, typename Scalar>
[[gnu::always_inline]] inline void sum_combinations(Columns<const Scalar> w,
                                                    const CsrIndices& inputs, Scalar* combined) {
  for (Index c = 0; c < inputs.size(); ++c) {
    prefetch_columns<size>(w, inputs, c);
    SimdPack<Scalar, size, width> sum;
    add_columns(w, inputs, c, sum);
    sum.store(combined + c * size);
  }
}

/// z [size x count] = W_d X + W_s A C + b for the examples from `first` on.
template <int size, int width, typename Scalar>
[[gnu::always_inline]] inline void multiply(Columns<const Scalar> w_dense, const Scalar* combined,
                                            const Scalar* b, const Batch<Scalar>& batch,
                                            Index first, Index count, Scalar* z) {
  using Rows = SimdPack<Scalar, size, width>;
  const Scalar* const x = batch.dense.data();
  for (Index e = 0; e < count; ++e) {
    Rows sum(b);
    add_columns<size, width>({combined, size}, batch.combinations.of_examples, first + e, sum);
    for (Index j = 0; j < batch.dense.rows(); ++j) {
      sum.add_times(x[j * batch.size() + first + e], Rows(w_dense[j]));
    }
    sum.store(z + e * size);
  }
}

/// d_w_dense += d_z X^T and d_b += row sums, given d_z [size x count] for the examples from `first`
/// on.
template <int size, int width, typename Scalar>
[[gnu::always_inline]] inline void add_dense_gradient(const Scalar* d_z, const Batch<Scalar>& batch,
                                                      Index first, Index count,
                                                      Columns<Scalar> d_w_dense, Scalar* d_b) {
  using Rows = SimdPack<Scalar, size, width>;
  const Scalar* const x = batch.dense.data();
  Rows row_sums(d_b);
  for (Index e = 0; e < count; ++e) row_sums.add(Rows(d_z + e * size));
  row_sums.store(d_b);
  for (Index j = 0; j < batch.dense.rows(); ++j) {
    Rows sum(d_w_dense[j]);
    for (Index e = 0; e < count; ++e) {
      sum.add_times(x[j * batch.size() + first + e], Rows(d_z + e * size));
    }
    sum.store(d_w_dense[j]);
  }
}

/// d_w += (d_z C^T) A^T, given d_z [size x B].
template <int size, int width, typename Scalar>
[[gnu::always_inline]] inline void add_sparse_gradient(const Scalar* d_z, const Combinations& found,
                                                       Columns<Scalar> d_w) {
  using Rows = SimdPack<Scalar, size, width>;
  const Columns<const Scalar> columns{d_z, size};
  for (Index c = 0; c < found.count(); ++c) {
    Rows d;
    add_columns(columns, found.examples, c, d);
    for (const std::int32_t i : found.inputs[c]) {
      Rows sum(d_w[i]);
      sum.add(d);
      sum.store(d_w[i]);
    }
  }
}

/// Calls work(integral_constant<int, rows>), where `rows` is a multiple of `step`, at most `most`.
template <int step, int most, typename Work>
void with_rows(Index rows, const Work& work) {
  if (rows == most) {
    work(std::integral_constant<int, most>());
  } else if constexpr (most > step) {
    with_rows<step, most - step>(rows, work);
  }
}

/// Calls work(size, row) for tiles that cover all rows: as few as possible, since each pass reads
/// all lists again, and of about equal size.
template <typename Scalar, typename Work>
void for_each_row_tile(Index rows, const Work& work) {
  constexpr int kStep = 16;
  const Index steps = rows / kStep;
  const Index most = kTileVectors * simd_bytes() / static_cast<Index>(sizeof(Scalar)) / kStep;
  const Index tiles = (steps + most - 1) / most;
  Index row = 0;
  for (Index t = 0; t < tiles; ++t) {
    const Index size = (steps * (t + 1) / tiles - steps * t / tiles) * kStep;
    with_rows<kStep, kProductRows>(size, [&](auto constant) { work(constant, row); });
    row += size;
  }
  for_each_tile<kStep / 2>(row, rows, work);
}

}  // namespace

template <typename Scalar>
void sparse_product(const WeightsView<Scalar>& w, const Scalar* b, const Batch<Scalar>& batch,
                    Scalar* scratch, MutableMatrixRef<Scalar> z) {
  assert(batch.combinations.of_examples.size() == batch.size());
  for_each_row_tile<Scalar>(w.rows(), [&](auto size, Index row) {
    alignas(64) Scalar tile[size() * kExamples];
    const Columns<const Scalar> dense{w.data() + row, w.outerStride()};
    const Columns<const Scalar> sparse{dense[batch.dense.rows()], w.outerStride()};
    dispatch_simd([&](auto width) {
      sum_combinations<size(), width(), Scalar>(sparse, batch.combinations.inputs, scratch);
    });
    for (Index first = 0; first < batch.size(); first += kExamples) {
      const Index count = std::min(kExamples, batch.size() - first);
      dispatch_simd([&](auto width) {
        multiply<size(), width(), Scalar>(dense, scratch, b + row, batch, first, count, tile);
      });
      transpose<Scalar>(MatrixView<Scalar>(tile, count, size), z.block(row, first, size, count));
    }
  });
}

template <typename Scalar>
void sparse_product_backward(const MatrixRef<Scalar>& d_z, const Batch<Scalar>& batch,
                             Scalar* scratch, MutableWeightsView<Scalar> d_w, Scalar* d_b) {
  assert(batch.combinations.of_examples.size() == batch.size());
  assert(batch.combinations.examples.size() == batch.combinations.count());
  for_each_row_tile<Scalar>(d_w.rows(), [&](auto size, Index row) {
    const Columns<Scalar> dense{d_w.data() + row, d_w.outerStride()};
    const Columns<Scalar> sparse{dense[batch.dense.rows()], d_w.outerStride()};
    for (Index first = 0; first < batch.size(); first += kExamples) {
      const Index count = std::min(kExamples, batch.size() - first);
      Scalar* const tile = scratch + first * size;
      transpose<Scalar>(d_z.block(row, first, size, count),
                        MutableMatrixView<Scalar>(tile, count, size));
      dispatch_simd([&](auto width) {
        add_dense_gradient<size(), width(), Scalar>(tile, batch, first, count, dense, d_b + row);
      });
    }
    dispatch_simd([&](auto width) {
      add_sparse_gradient<size(), width(), Scalar>(scratch, batch.combinations, sparse);
    });
  });
}

MMOE_INSTANTIATE(sparse_product);
MMOE_INSTANTIATE(sparse_product_backward);

}  // namespace mmoe
