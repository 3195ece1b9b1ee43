// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mmoe {

/// Fixes what Eigen would otherwise ask the machine: the cache sizes by which it cuts matrix
/// products into blocks, and with them the order of its sums. Called once, before the first
/// product.
void fix_product_blocking();

/// While it lives, this thread's subnormal numbers (below 1.2e-38 in float) are zero. Adam's means
/// and squares of a weight whose gradient vanishes get there and stay, and each operation on such a
/// number costs as much as a hundred others. Of processors other than x86-64 nothing is changed.
class FlushSubnormals {
 public:
  FlushSubnormals();
  FlushSubnormals(const FlushSubnormals&) = delete;
  FlushSubnormals& operator=(const FlushSubnormals&) = delete;
  ~FlushSubnormals();

 private:
  unsigned before_ = 0;  // the thread's control register
};

}  // namespace mmoe
