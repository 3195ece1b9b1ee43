// SPDX-License-Identifier: Apache-2.0
#include "math/determinism.h"

#include <Eigen/Core>
#ifdef __SSE2__
#include <pmmintrin.h>
#endif

namespace mmoe {

void fix_product_blocking() {
  // Those of a typical core: 32 KiB, 512 KiB, and a 4 MiB share of the last level.
  Eigen::setCpuCacheSizes(32 * 1024, 512 * 1024, 4 * 1024 * 1024);
}

#ifdef __SSE2__
FlushSubnormals::FlushSubnormals() : before_(_mm_getcsr()) {
  _mm_setcsr(before_ | _MM_FLUSH_ZERO_ON | _MM_DENORMALS_ZERO_ON);
}
FlushSubnormals::~FlushSubnormals() { _mm_setcsr(before_); }
#else
FlushSubnormals::FlushSubnormals() = default;
FlushSubnormals::~FlushSubnormals() = default;
#endif

}  // namespace mmoe
