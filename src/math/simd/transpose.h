// SPDX-License-Identifier: Apache-2.0
// Transposes a tile in registers; Eigen's assignment does it entry by entry.
#pragma once

#include <array>
#include <type_traits>
#include <utility>

#include "math/matrix.h"
#include "math/simd/dispatch.h"

namespace mmoe {

/// Four columns of n = `width` / 4 rows of float. Transposition is bound by shuffles, so half of
/// them are done by the loads: vector i gets four numbers of row i, and next to them those of rows
/// i + 4, i + 8 ..., which leaves only 4 x 4 squares to transpose in registers.
template <int width>
class FourColumns {
 public:
  static constexpr int kRows = width / static_cast<int>(sizeof(float));

  /// to[j * to_stride + i] = from[i * from_stride + j], i < kRows, j < 4.
  [[gnu::always_inline]] static void transpose(const float* from, Index from_stride, float* to,
                                               Index to_stride) {
    Vector row[4], half[4], column[4];
    for (Index i = 0; i < 4; ++i) load<width>(from + i * from_stride, 4 * from_stride, row[i]);
    shuffle<0, 4, 1, 5>(row[0], row[1], half[0]);
    shuffle<0, 4, 1, 5>(row[2], row[3], half[1]);
    shuffle<2, 6, 3, 7>(row[0], row[1], half[2]);
    shuffle<2, 6, 3, 7>(row[2], row[3], half[3]);
    shuffle<0, 1, 4, 5>(half[0], half[1], column[0]);
    shuffle<2, 3, 6, 7>(half[0], half[1], column[1]);
    shuffle<0, 1, 4, 5>(half[2], half[3], column[2]);
    shuffle<2, 3, 6, 7>(half[2], half[3], column[3]);
    for (Index j = 0; j < 4; ++j) *reinterpret_cast<Vector*>(to + j * to_stride) = column[j];
  }

 private:
  template <int bytes>
  struct Of {
    using Type [[gnu::vector_size(bytes), gnu::aligned(alignof(float)), gnu::may_alias]] = float;
  };
  using Vector = typename Of<width>::Type;

  /// Pieces of four numbers, `stride` apart. (A deduced type would lose its attributes.)
  template <int bytes>
  [[gnu::always_inline]] static void load(const float* from, Index stride,
                                          typename Of<bytes>::Type& to) {
    if constexpr (bytes == 16) {
      to = *reinterpret_cast<const typename Of<bytes>::Type*>(from);
    } else {
      typename Of<bytes / 2>::Type low, high;
      load<bytes / 2>(from, stride, low);
      load<bytes / 2>(from + bytes / 2 / 16 * stride, stride, high);
      join<bytes>(low, high, to, std::make_integer_sequence<int, bytes / 4>());
    }
  }
  template <int bytes, int... i>
  [[gnu::always_inline]] static void join(const typename Of<bytes / 2>::Type& low,
                                          const typename Of<bytes / 2>::Type& high,
                                          typename Of<bytes>::Type& to,
                                          std::integer_sequence<int, i...>) {
    to = __builtin_shufflevector(low, high, i...);
  }

  /// In each four of `to`: numbers a .. d of the same four of `x` (0 .. 3) and `y` (4 .. 7).
  template <int a, int b, int c, int d>
  [[gnu::always_inline]] static void shuffle(const Vector& x, const Vector& y, Vector& to) {
    shuffle<a, b, c, d>(x, y, to, std::make_integer_sequence<int, kRows>());
  }
  template <int a, int b, int c, int d, int... i>
  [[gnu::always_inline]] static void shuffle(const Vector& x, const Vector& y, Vector& to,
                                             std::integer_sequence<int, i...>) {
    constexpr std::array<int, 4> kFrom{a, b, c, d};
    to = __builtin_shufflevector(
        x, y,
        (kFrom[i % 4] < 4 ? i / 4 * 4 + kFrom[i % 4] : kRows + i / 4 * 4 + kFrom[i % 4] - 4)...);
  }
};

// clang 14's thread sanitizer leaves vectors of 32 bytes on a stack aligned to 16: a fault.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define MMOE_SCALAR_TRANSPOSE
#endif
#endif

/// to [n x m] = from^T, from [m x n].
template <typename Scalar>
void transpose(const MatrixRef<Scalar>& from, MutableMatrixRef<Scalar> to) {
  Index rows = 0, cols = 0;  // of `from` already transposed
#ifndef MMOE_SCALAR_TRANSPOSE
  if constexpr (std::is_same_v<Scalar, float>) {
    dispatch_simd([&](auto width) {
      using Columns = FourColumns<width()>;
      rows = from.rows() / Columns::kRows * Columns::kRows;
      cols = from.cols() / 4 * 4;
      for (Index row = 0; row < rows; row += Columns::kRows) {
        for (Index col = 0; col < cols; col += 4) {
          Columns::transpose(from.data() + row * from.outerStride() + col, from.outerStride(),
                             to.data() + col * to.outerStride() + row, to.outerStride());
        }
      }
    });
  }
#endif
  const Index rest_rows = from.rows() - rows, rest_cols = from.cols() - cols;
  to.rightCols(rest_rows) = from.bottomRows(rest_rows).transpose();
  to.bottomRows(rest_cols).leftCols(rows) = from.topRows(rows).rightCols(rest_cols).transpose();
}

}  // namespace mmoe
