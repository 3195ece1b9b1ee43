// SPDX-License-Identifier: Apache-2.0
// Cuts a range into tiles of constant size, so that sums over a tile stay in registers.
#pragma once

#include <type_traits>

#include "math/matrix.h"

namespace mmoe {

/// Calls work(size, at) for tiles at .. at + size - 1 that cover first .. end - 1 in order: tiles
/// of `most`, a power of two, and smaller ones for the rest. `size` is an integral_constant.
template <int most = 32, typename Work>
void for_each_tile(Index first, Index end, const Work& work) {
  for (; first + most <= end; first += most) work(std::integral_constant<int, most>(), first);
  if constexpr (most > 1) for_each_tile<most / 2>(first, end, work);
}

}  // namespace mmoe
