// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mmoe {

/// Fixes what Eigen would otherwise ask the machine: the cache sizes by which it cuts matrix
/// products into blocks, and with them the order of its sums. Called once, before the first
/// product.
void fix_product_blocking();

}  // namespace mmoe
