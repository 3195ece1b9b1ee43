// SPDX-License-Identifier: Apache-2.0
#include "math/determinism.h"

#include <Eigen/Core>

namespace mmoe {

void fix_product_blocking() {
  // A common core's: 32 KiB, 512 KiB, and a 4 MiB share of the last level.
  Eigen::setCpuCacheSizes(32 * 1024, 512 * 1024, 4 * 1024 * 1024);
}

}  // namespace mmoe
