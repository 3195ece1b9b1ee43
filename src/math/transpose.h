// SPDX-License-Identifier: Apache-2.0
// Transposing a tile in registers, which Eigen's assignment does entry by entry.
#pragma once

#include "math/matrix.h"

namespace mmoe {

// g++ warns of every packet as a template argument; Eigen's own headers are spared as system ones.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wignored-attributes"

/// to [n x m] = from^T, from [m x n].
template <typename Scalar>
void transpose(const MatrixRef<Scalar>& from, MutableMatrixRef<Scalar> to) {
  using Packet = typename Eigen::internal::packet_traits<Scalar>::type;
  constexpr Index kSize = Eigen::internal::packet_traits<Scalar>::size;
  const Index rows = from.rows() / kSize * kSize, cols = from.cols() / kSize * kSize;
  for (Index row = 0; row < rows; row += kSize) {
    for (Index col = 0; col < cols; col += kSize) {
      Eigen::internal::PacketBlock<Packet, kSize> square;
      for (Index i = 0; i < kSize; ++i) {
        square.packet[i] =
            Eigen::internal::ploadu<Packet>(from.data() + (row + i) * from.outerStride() + col);
      }
      Eigen::internal::ptranspose(square);
      for (Index i = 0; i < kSize; ++i) {
        Eigen::internal::pstoreu(&to(col + i, row), square.packet[i]);
      }
    }
  }
  const Index rest_rows = from.rows() - rows, rest_cols = from.cols() - cols;
  to.rightCols(rest_rows) = from.bottomRows(rest_rows).transpose();
  to.bottomRows(rest_cols).leftCols(rows) = from.topRows(rows).rightCols(rest_cols).transpose();
}

#pragma GCC diagnostic pop

}  // namespace mmoe
