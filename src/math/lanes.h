// SPDX-License-Identifier: Apache-2.0
// Loops in vectors of the processor's full width. Each lane is computed as a scalar would be, so
// that the bits are the same at any width.
#pragma once

#include <algorithm>
#include <type_traits>

#include "math/matrix.h"

namespace mmoe {

/// `size` consecutive numbers in registers of at most `width` bytes. Where a product is added, the
/// file's option -ffp-contract says whether in one rounding or two.
template <typename Scalar, int size, int width>
class Strip {
 public:
  [[gnu::always_inline]] Strip() = default;  // zeros
  [[gnu::always_inline]] explicit Strip(const Scalar* from) {
    for (int v = 0; v < kVectors; ++v) {
      vectors_[v] = *reinterpret_cast<const Vector*>(from + v * kLanes);
    }
  }
  [[gnu::always_inline]] void store(Scalar* to) const {
    for (int v = 0; v < kVectors; ++v) *reinterpret_cast<Vector*>(to + v * kLanes) = vectors_[v];
  }
  [[gnu::always_inline]] void add(const Strip& other) {
    for (int v = 0; v < kVectors; ++v) vectors_[v] += other.vectors_[v];
  }
  [[gnu::always_inline]] void add_product(const Strip& a, const Strip& b) {
    for (int v = 0; v < kVectors; ++v) vectors_[v] += a.vectors_[v] * b.vectors_[v];
  }
  /// Adds `factor` times `other`.
  [[gnu::always_inline]] void add_times(Scalar factor, const Strip& other) {
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

#ifdef __AVX2__
/// Whether this processor has AVX-512. Tests alone change it, between computations.
inline bool has_avx512 =
    __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512dq") != 0;

template <typename Work>
[[gnu::target("avx512f,avx512vl,avx512dq"), gnu::flatten]] void in_avx512(const Work& work) {
  work(std::integral_constant<int, 64>());
}
#endif

/// Width of the vectors that in_lanes takes.
inline int lane_bytes() {
#ifdef __AVX2__
  return has_avx512 ? 64 : 32;
#else
  return 16;
#endif
}

/// Calls work(integral_constant<int, width>), compiled for vectors of `width` bytes: those of
/// AVX-512 where the processor has them, else those that the whole program is compiled for. What
/// `work` calls must be inline.
template <typename Work>
void in_lanes(const Work& work) {
#ifdef __AVX2__
  if (has_avx512) return in_avx512(work);
  work(std::integral_constant<int, 32>());
#else
  work(std::integral_constant<int, 16>());
#endif
}

}  // namespace mmoe
