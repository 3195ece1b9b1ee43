// SPDX-License-Identifier: Apache-2.0
// Code for a product of small matrices of float, compiled by libxsmm when the program runs.
#pragma once

#include <compare>
#include <vector>

#include "math/matrix.h"

namespace mmoe {

/// C [m x n] = A [m x k] B [k x n], or += : all column-major, with their columns' strides; B may be
/// stored transposed.
struct KernelShape {
  Index m, n, k;
  Index a_stride, b_stride, c_stride;
  bool b_transposed = false;
  bool adds = false;

  auto operator<=>(const KernelShape&) const = default;
};

/// Whose instructions a kernel may use. The bits are the same: see splits_sums.
enum class KernelTarget { kAvx2, kAvx512 };

/// Every entry of C is one chain of fused multiplications and additions, k ascending, that begins
/// at 0 (or at C). libxsmm 1.17 keeps to that except where a block of C has a single AVX-512 vector
/// of rows (it cuts m into blocks of 64): then it sums over several accumulators. Such shapes are
/// not compiled for AVX-512.
bool splits_sums(Index m, KernelTarget target);

/// Machine code of a kernel, wherever it is to run.
std::vector<unsigned char> generate_kernel(const KernelShape& shape, KernelTarget target);

using KernelFunction = void (*)(const float* a, const float* b, float* c);

/// The kernel of a shape, compiled at the first call and kept as long as the process lives. Any
/// thread may call this, and the kernel. No variable of the environment changes what it is. Throws
/// RunError where the system forbids memory that is written and then executed.
KernelFunction find_kernel(const KernelShape& shape, KernelTarget target);

/// Whether this build has kernels.
bool has_kernels();

/// A product in one or two kernels: two where m in one would split sums.
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
