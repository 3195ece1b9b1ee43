// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "math/matrix.h"
#include "math/simd/cache_aligned.h"

namespace mmoe {

/// Asks for `count` numbers that are soon read from places that no processor can guess.
template <typename Scalar>
void prefetch(const Scalar* numbers, Index count) {
  constexpr Index kLine = kCacheLine / sizeof(Scalar);
  for (Index i = 0; i < count; i += kLine) __builtin_prefetch(numbers + i);
}

}  // namespace mmoe
