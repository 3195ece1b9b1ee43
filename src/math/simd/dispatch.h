// SPDX-License-Identifier: Apache-2.0
// Loops in vectors of the processor's full width, chosen at run time.
#pragma once

#include <type_traits>

namespace mmoe {

#ifdef __AVX2__
/// Whether this processor has AVX-512. Only tests change it, between computations.
inline bool has_avx512 =
    __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512dq") != 0;

template <typename Work>
[[gnu::target("avx512f,avx512vl,avx512dq"), gnu::flatten]] void call_with_avx512(const Work& work) {
  work(std::integral_constant<int, 64>());
}
#endif

/// Returns the width, in bytes, of the vectors that dispatch_simd chooses.
inline int simd_bytes() {
#ifdef __AVX2__
  return has_avx512 ? 64 : 32;
#else
  return 16;
#endif
}

/// Calls work(integral_constant<int, width>), compiled for vectors of `width` bytes: AVX-512 if the
/// processor has it, else what the whole program is compiled for. Functions that `work` calls must
/// be inline.
template <typename Work>
void dispatch_simd(const Work& work) {
#ifdef __AVX2__
  if (has_avx512) return call_with_avx512(work);
  work(std::integral_constant<int, 32>());
#else
  work(std::integral_constant<int, 16>());
#endif
}

}  // namespace mmoe
