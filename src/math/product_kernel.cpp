// SPDX-License-Identifier: Apache-2.0
#include "math/product_kernel.h"

#if defined(MMOE_LIBXSMM) && defined(__AVX2__) && defined(__FMA__)
#define MMOE_KERNELS 1
#include <libxsmm_cpuid.h>
#include <libxsmm_generator.h>
#include <sys/mman.h>

#include <cstring>
#include <map>
#include <mutex>
#include <utility>
#endif

#include "base/error.h"
#include "math/simd/dispatch.h"

namespace mmoe {
namespace {

constexpr Index kBlock = 64, kVector = 16;  // rows of C: libxsmm's for AVX-512

bool leaves_one_vector(Index m) { return m % kBlock != 0 && m % kBlock <= kVector; }

}  // namespace

bool splits_sums(Index m, KernelTarget target) {
  return target == KernelTarget::kAvx512 && leaves_one_vector(m);
}

#ifdef MMOE_KERNELS

namespace {

KernelTarget widest_target(Index m) {
  return has_avx512 && !splits_sums(m, KernelTarget::kAvx512) ? KernelTarget::kAvx512
                                                              : KernelTarget::kAvx2;
}

/// Copies the code to memory that is executable and read-only.
KernelFunction executable(const std::vector<unsigned char>& code) {
  void* const memory =
      mmap(nullptr, code.size(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory != MAP_FAILED) {
    std::memcpy(memory, code.data(), code.size());
    if (mprotect(memory, code.size(), PROT_READ | PROT_EXEC) == 0) {
      return reinterpret_cast<KernelFunction>(memory);
    }
    munmap(memory, code.size());
  }
  throw RunError(
      "cannot make a kernel for matrix products: the system forbids memory that is written and "
      "then executed; build with -DMMOE_LIBXSMM=OFF");
}

}  // namespace

bool has_kernels() { return true; }

std::vector<unsigned char> generate_kernel(const KernelShape& shape, KernelTarget target) {
  const auto integer = [](Index value) { return static_cast<libxsmm_blasint>(value); };
  libxsmm_descriptor_blob blob;
  const libxsmm_gemm_descriptor* const descriptor = libxsmm_sgemm_descriptor_init(
      &blob, integer(shape.m), integer(shape.n), integer(shape.k), integer(shape.a_stride),
      integer(shape.b_stride), integer(shape.c_stride), 1, shape.adds ? 1 : 0,
      shape.b_transposed ? LIBXSMM_GEMM_FLAG_TRANS_B : LIBXSMM_GEMM_FLAG_NONE,
      LIBXSMM_GEMM_PREFETCH_NONE);
  constexpr std::size_t kMostBytes = 1 << 17;  // as libxsmm's own compiler
  std::vector<unsigned char> code(kMostBytes);
  libxsmm_generated_code result = {};
  result.generated_code = code.data();
  result.buffer_size = kMostBytes;
  result.code_type = 2;  // machine code
  result.arch = target == KernelTarget::kAvx512 ? LIBXSMM_X86_AVX512_CORE : LIBXSMM_X86_AVX2;
  if (descriptor != nullptr) libxsmm_generator_gemm_kernel(&result, descriptor);
  if (result.code_size == 0 || result.last_error != 0) {
    throw RunError(
        "libxsmm cannot make a kernel for a matrix product; build with -DMMOE_LIBXSMM=OFF");
  }
  code.resize(result.code_size);
  return code;
}

KernelFunction find_kernel(const KernelShape& shape, KernelTarget target) {
  static std::mutex mutex;
  static std::map<std::pair<KernelShape, KernelTarget>, KernelFunction> kernels;
  const std::lock_guard lock(mutex);
  KernelFunction& kernel = kernels[{shape, target}];
  if (kernel == nullptr) kernel = executable(generate_kernel(shape, target));
  return kernel;
}

ProductKernel::ProductKernel(const KernelShape& shape) : rows_(shape.m) {
  // Two parts, neither of which leaves a single vector; on every processor, so that all compute
  // alike.
  if (shape.m > kBlock && leaves_one_vector(shape.m)) rows_ -= kBlock / 2 + shape.m % kBlock;
  const auto part = [&](Index m) {
    KernelShape rows = shape;
    rows.m = m;
    return find_kernel(rows, widest_target(m));
  };
  first_ = part(rows_);
  if (rows_ < shape.m) second_ = part(shape.m - rows_);
}

#else

bool has_kernels() { return false; }
std::vector<unsigned char> generate_kernel(const KernelShape& /*shape*/, KernelTarget /*target*/) {
  return {};
}
KernelFunction find_kernel(const KernelShape& /*shape*/, KernelTarget /*target*/) {
  return nullptr;
}
ProductKernel::ProductKernel(const KernelShape& /*shape*/) {}

#endif

}  // namespace mmoe
