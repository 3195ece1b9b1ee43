// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mmoe {

/// Fixes the cache sizes by which Eigen blocks matrix products, which it would otherwise detect at
/// run time and which determine the order of its sums. Call it once, before the first product.
void fix_product_blocking();

/// Flushes subnormal numbers (below 1.2e-38 in float) of this thread to zero during its lifetime.
/// Adam's moments of a weight whose gradient vanishes become subnormal and stay so, and each
/// operation on such a number costs as much as a hundred others. Has no effect on processors other
/// than x86-64.
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
