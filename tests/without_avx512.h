// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "math/simd/dispatch.h"

#ifdef __AVX2__
namespace mmoe::testing {

/// Returns what `compute` gives on a processor without AVX-512.
template <typename Compute>
auto without_avx512(const Compute& compute) {
  struct Restore {
    bool before = has_avx512;
    ~Restore() { has_avx512 = before; }
  };
  const Restore restore;
  has_avx512 = false;
  return compute();
}

}  // namespace mmoe::testing
#endif
