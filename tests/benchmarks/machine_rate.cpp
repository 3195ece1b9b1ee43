// SPDX-License-Identifier: Apache-2.0
#include "machine_rate.h"

#include <algorithm>
#include <chrono>

#include "math/product.h"
#include "math/simd/cache_aligned.h"

namespace mmoe {
namespace {

using Square = Eigen::MatrixXf;

constexpr Index kSide = 512;

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Multiplications and additions a second of one core, the best of a few products of 512^3.
double product_rate() {
  static const double rate = [] {
    const Square a = Square::Random(kSide, kSide), b = Square::Random(kSide, kSide);
    Square c(kSide, kSide);
    double best = 0;
    for (int i = 0; i < 20; ++i) {
      const auto start = std::chrono::steady_clock::now();
      c.noalias() = a * b;
      best = std::max(best, 2.0 * kSide * kSide * kSide / seconds_since(start));
      benchmark::DoNotOptimize(c.data());
    }
    return best;
  }();
  return rate;
}

/// The same of a small product in the nearest caches, MMoE's first layers on a batch of 128: by
/// libxsmm's kernels, where the build has them.
double kernel_rate() {
  static const double rate = [] {
    constexpr Index kOut = 144, kIn = 100, kExamples = 128;
    constexpr int kRepeats = 50;
    const CacheAligned<float> w(kOut * kIn), x(kIn * kExamples);
    CacheAligned<float> z(kOut * kExamples);
    const DenseProducts<float> products({.out = kOut, .in = kIn, .stride = kOut}, kExamples);
    double best = 0;
    for (int i = 0; i < 50; ++i) {
      const auto start = std::chrono::steady_clock::now();
      for (int r = 0; r < kRepeats; ++r) {
        products.forward(w.view().data(), x.view().data(), z.view().data());
        benchmark::DoNotOptimize(z.view().data());
      }
      best = std::max(best, 2.0 * kRepeats * kOut * kIn * kExamples / seconds_since(start));
    }
    return best;
  }();
  return rate;
}

}  // namespace

void report_step(benchmark::State& state, const Layout& layout, double operations) {
  using benchmark::Counter;
  state.counters["parameters"] = static_cast<double>(layout.parameter_count());
  // Share of the machine's product rate; a rate counter divides by the time of an iteration.
  state.counters["of_product_rate"] =
      Counter(operations / product_rate(), Counter::kIsIterationInvariantRate);
  if (!has_kernels()) return;
  state.counters["of_kernel_rate"] =
      Counter(operations / kernel_rate(), Counter::kIsIterationInvariantRate);
}

void report_in_products(benchmark::State& state) {
  using benchmark::Counter;
  const double seconds = 2.0 * kSide * kSide * kSide / product_rate();
  // An inverted rate is the time of an iteration by this number.
  state.counters["of_product_512"] =
      Counter(seconds, Counter::kIsIterationInvariantRate | Counter::kInvert);
}

}  // namespace mmoe
