// SPDX-License-Identifier: Apache-2.0
// Products of small float matrices by code that libxsmm compiles at run time.
#pragma once

#include <compare>
#include <vector>

#include "math/matrix.h"

namespace mmoe {

/// C [m x n] = A [m x k] B [k x n], or += : all column-major, with column strides; B may be stored
/// transposed.
struct KernelShape {
  Index m, n, k;
  Index a_stride, b_stride, c_stride;
  bool b_transposed = false;
  bool adds = false;

  auto operator<=>(const KernelShape&) const = default;
};

/// The instruction set that a kernel may use. Results are bit-identical: see splits_sums.
enum class KernelTarget { kAvx2, kAvx512 };

/// Returns whether libxsmm would sum an entry of C over several accumulators. Otherwise every entry
/// is one chain of fused multiply-adds, k ascending, that begins at 0 (or at C). libxsmm 1.17
/// departs from that if a block of C has a single AVX-512 vector of rows (it cuts m into blocks of
/// 64). Such shapes are not compiled for AVX-512.
bool splits_sums(Index m, KernelTarget target);

/// Returns the position-independent machine code of a kernel.
std::vector<unsigned char> generate_kernel(const KernelShape& shape, KernelTarget target);

using KernelFunction = void (*)(const float* a, const float* b, float* c);

/// Returns the kernel of a shape, compiled at the first call and kept for the lifetime of the
/// process. Thread-safe, as is the kernel. Independent of environment variables. Throws RunError if
/// the system forbids memory that is written and then executed.
KernelFunction find_kernel(const KernelShape& shape, KernelTarget target);

/// Returns whether this build has kernels.
bool has_kernels();

/// A product by one kernel, or by two if one would split sums.
class ProductKernel {
 public:
  ProductKernel() = default;
  explicit ProductKernel(const KernelShape& shape);

  void operator()(const float* a, const float* b, float* c) const {
    first_(a, b, c);
    if (second_ != nullptr) second_(a + rows_, b, c + rows_);
  }

 private:
  KernelFunction first_ = nullptr, second_ = nullptr;
  Index rows_ = 0;  // of the first
};

}  // namespace mmoe
