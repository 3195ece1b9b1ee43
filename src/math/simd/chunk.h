// SPDX-License-Identifier: Apache-2.0
// Rows in chunks of sixteen numbers. Eigen computes exp or tanh of full vectors by other
// formulas than of the elements left over before and after; in chunks, the last of which is
// padded with zeros, a result does not depend on the position in a row.
#pragma once

#include <algorithm>
#include <type_traits>

#include "math/matrix.h"

namespace mmoe {

inline constexpr Index kChunk = 16;

template <typename Scalar>
using Chunk = Eigen::Array<Scalar, kChunk, 1>;

/// Calls work(at, count) for numbers at .. at + count - 1, until `size` are done. `count` is an
/// integral_constant of kChunk, except for the last.
template <typename Work>
void for_each_chunk(Index size, const Work& work) {
  Index at = 0;
  for (; at + kChunk <= size; at += kChunk) work(at, std::integral_constant<Index, kChunk>());
  if (at < size) work(at, size - at);
}

/// Returns the numbers at `from`, padded with zeros past `count`.
template <typename Scalar>
Chunk<Scalar> load_chunk(const Scalar* from, std::integral_constant<Index, kChunk> /*count*/) {
  return Eigen::Map<const Chunk<Scalar>>(from);
}
template <typename Scalar>
Chunk<Scalar> load_chunk(const Scalar* from, Index count) {
  Chunk<Scalar> chunk = Chunk<Scalar>::Zero();
  std::copy_n(from, count, chunk.data());
  return chunk;
}

template <typename Scalar>
void store_chunk(const Chunk<Scalar>& chunk, Scalar* to,
                 std::integral_constant<Index, kChunk> /*count*/) {
  Eigen::Map<Chunk<Scalar>> numbers(to);
  numbers = chunk;
}
template <typename Scalar>
void store_chunk(const Chunk<Scalar>& chunk, Scalar* to, Index count) {
  std::copy_n(chunk.data(), count, to);
}

}  // namespace mmoe
