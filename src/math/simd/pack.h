// SPDX-License-Identifier: Apache-2.0
// A few numbers in vector registers. Each lane is computed as a scalar would be, so that results
// are bit-identical at any width.
#pragma once

#include <algorithm>

#include "math/matrix.h"

namespace mmoe {

/// `size` consecutive numbers in registers of at most `width` bytes. The file's option
/// -ffp-contract decides whether a multiply-add rounds once or twice.
template <typename Scalar, int size, int width>
class SimdPack {
 public:
  [[gnu::always_inline]] SimdPack() = default;  // zeros
  [[gnu::always_inline]] explicit SimdPack(const Scalar* from) {
    for (int v = 0; v < kVectors; ++v) {
      vectors_[v] = *reinterpret_cast<const Vector*>(from + v * kLanes);
    }
  }
  [[gnu::always_inline]] void store(Scalar* to) const {
    for (int v = 0; v < kVectors; ++v) *reinterpret_cast<Vector*>(to + v * kLanes) = vectors_[v];
  }
  [[gnu::always_inline]] void add(const SimdPack& other) {
    for (int v = 0; v < kVectors; ++v) vectors_[v] += other.vectors_[v];
  }
  [[gnu::always_inline]] void add_product(const SimdPack& a, const SimdPack& b) {
    for (int v = 0; v < kVectors; ++v) vectors_[v] += a.vectors_[v] * b.vectors_[v];
  }
  /// Adds `factor` times `other`.
  [[gnu::always_inline]] void add_times(Scalar factor, const SimdPack& other) {
    for (int v = 0; v < kVectors; ++v) vectors_[v] += factor * other.vectors_[v];
  }

 private:
  static constexpr int kBytes = std::min<int>(width, size * sizeof(Scalar));
  static constexpr int kLanes = kBytes / static_cast<int>(sizeof(Scalar));
  static constexpr int kVectors = size / kLanes;
  static_assert(size % kLanes == 0);
  using Vector [[gnu::vector_size(kBytes), gnu::aligned(alignof(Scalar)), gnu::may_alias]] = Scalar;

  Vector vectors_[kVectors] = {};
};

}  // namespace mmoe
