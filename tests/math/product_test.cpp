// SPDX-License-Identifier: Apache-2.0
#include "math/product.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "math/simd/cache_aligned.h"
#include "models/registry.h"
#include "without_avx512.h"

namespace mmoe {
namespace {

using nlohmann::json;

/// Numbers of many sizes, so that another order of sums has other bits.
Matrix<float> uneven(Index rows, Index cols, int seed) {
  Matrix<float> m(rows, cols);
  for (Index i = 0; i < m.size(); ++i) {
    const auto x = static_cast<float>(i * 37 + seed * 101);
    m.data()[i] = std::sin(x) * std::ldexp(1.0F, static_cast<int>(i * 5 + seed) % 7 - 3);
  }
  return m;
}

/// sum_k a(k) b(k) from `start` on: one chain, k ascending, each product rounded with its sum.
template <typename A, typename B>
float chain(float start, Index length, const A& a, const B& b) {
  for (Index k = 0; k < length; ++k) start = std::fma(a(k), b(k), start);
  return start;
}

/// The layer's three products, each beside its chains. W's columns have `stride` numbers, of which
/// those past the first `out` belong to other layers.
void expect_chains(const DenseShape& shape, Index examples) {
  const Index out = shape.out, in = shape.in;
  CacheAligned<float> weights(shape.stride * in), d_weights(shape.stride * in);
  const Matrix<float> values = uneven(in, shape.stride, 1);  // W^T
  std::copy_n(values.data(), values.size(), weights.view().data());
  std::copy_n(values.data(), values.size(), d_weights.view().data());
  const auto w = [&](Index o, Index i) { return values(i, o); };
  const Matrix<float> x = uneven(in, examples, 2), d_z = uneven(out, examples, 3);
  Matrix<float> z = uneven(out, examples, 4), d_x = uneven(in, examples, 5);
  const Matrix<float> z_before = z, d_x_before = d_x;
  CacheAligned<float> scratch(DenseProducts<float>::scratch_rows(out) * examples);
  const DenseProducts<float> products(shape, examples);
  products.forward(weights.view().data(), x.data(), z.data());
  products.weight_gradient(d_z.data(), x.data(), d_weights.view().data(), scratch.view().data());
  if (shape.input_gradient != InputGradient::kNone) {
    products.input_gradient(weights.view().data(), d_z.data(), d_x.data());
  }
  Index wrong = 0;
  for (Index o = 0; o < out; ++o) {
    for (Index e = 0; e < examples; ++e) {
      wrong += z(o, e) != chain(
                              shape.adds ? z_before(o, e) : 0, in, [&](Index i) { return w(o, i); },
                              [&](Index i) { return x(i, e); });
    }
  }
  EXPECT_EQ(wrong, 0) << "forward";
  for (Index i = 0; i < in; ++i) {
    for (Index o = 0; o < shape.stride; ++o) {
      const Index terms = o < out ? examples : 0;
      wrong +=
          d_weights.view()[i * shape.stride + o] !=
          chain(
              w(o, i), terms, [&](Index e) { return d_z(o, e); }, [&](Index e) { return x(i, e); });
    }
  }
  EXPECT_EQ(wrong, 0) << "weight gradient";
  const bool adds = shape.input_gradient == InputGradient::kAdd;
  for (Index i = 0; i < in && shape.input_gradient != InputGradient::kNone; ++i) {
    for (Index e = 0; e < examples; ++e) {
      wrong += d_x(i, e) != chain(
                                adds ? d_x_before(i, e) : 0, out, [&](Index o) { return w(o, i); },
                                [&](Index o) { return d_z(o, e); });
    }
  }
  EXPECT_EQ(wrong, 0) << "input gradient";
}

/// Every shape that the registry's models plan on dense and embedded problems.
std::vector<DenseShape> shapes_of_all_models() {
  std::vector<DenseShape> shapes;
  const std::vector<Task> tasks = {{"y1"}, {"y2"}};
  for (const ModelEntry& entry : models()) {
    for (const Problem& problem :
         {Problem{100, 0, tasks}, Problem{7, 473, tasks, {4, std::vector<Index>(31, 15)}}}) {
      const auto model = entry.make_float(json::object(), problem);
      for (const DenseShape& shape : model->plan().products()) {
        if (std::find(shapes.begin(), shapes.end(), shape) == shapes.end()) shapes.push_back(shape);
      }
    }
  }
  return shapes;
}

void expect_chains_of_all_models() {
  const auto shapes = shapes_of_all_models();
  EXPECT_GT(shapes.size(), 20U);
  for (const DenseShape& shape : shapes) {
    for (const Index examples : {128, 80, 33, 7, 1}) {
      SCOPED_TRACE(::testing::Message() << shape.out << " x " << shape.in << ", stride "
                                        << shape.stride << ", " << examples << " examples");
      expect_chains(shape, examples);
      if (::testing::Test::HasFailure()) return;
    }
  }
}

class Products : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!has_kernels()) GTEST_SKIP() << "this build multiplies by Eigen, in an order of its own";
  }
};

TEST_F(Products, AreOneChainOfFusedProductsForEveryShapeOfEveryModel) {
  expect_chains_of_all_models();
}

#ifdef __AVX2__
TEST_F(Products, AreTheSameChainsForAvx2WhereTheProcessorHasMore) {
  if (!has_avx512) GTEST_SKIP() << "this processor has no AVX-512: the test before was of AVX2";
  testing::without_avx512([] {
    expect_chains_of_all_models();
    return 0;
  });
}
#endif

// Every number of rows that leaves a part of a block, and both ways to read W.
TEST_F(Products, AreChainsForAnyNumberOfRows) {
  for (Index n = 1; n <= 150; ++n) {
    SCOPED_TRACE(n);
    expect_chains(
        {.out = n, .in = 5, .stride = n + 3, .input_gradient = InputGradient::kAdd, .adds = true},
        9);
    expect_chains({.out = 3, .in = 30, .stride = 16}, n);
    if (::testing::Test::HasFailure()) return;
  }
}

/// Whether AVX-512 code adds registers (vaddps), which a chain never does: EVEX, map 1, opcode 58.
bool adds_registers(const std::vector<unsigned char>& code) {
  for (std::size_t i = 0; i + 5 < code.size(); ++i) {
    if (code[i] == 0x62 && (code[i + 1] & 0x0f) == 1 && (code[i + 2] & 0x07) == 4 &&
        code[i + 4] == 0x58) {
      return true;
    }
  }
  return false;
}

// On any processor: what AVX-512 would run is looked at, not run.
TEST_F(Products, OfAvx512HaveOneAccumulatorUnlessTheySayOtherwise) {
  Index split = 0;
  for (Index m = 1; m <= 300; ++m) {
    for (const Index n : {1, 2, 5, 8, 16, 30}) {
      const KernelShape shape{
          .m = m, .n = n, .k = 100, .a_stride = m, .b_stride = 100, .c_stride = m};
      if (splits_sums(m, KernelTarget::kAvx512)) {
        split += adds_registers(generate_kernel(shape, KernelTarget::kAvx512)) ? 1 : 0;
      } else {
        EXPECT_FALSE(adds_registers(generate_kernel(shape, KernelTarget::kAvx512)))
            << m << " " << n;
      }
    }
  }
  EXPECT_GT(split, 0);  // so that the test can fail
}

TEST(EigenProducts, InDoubleAgreeWithThoseInFloat) {
  for (const InputGradient input_gradient : {InputGradient::kSet, InputGradient::kAdd}) {
    const DenseShape shape{.out = 9,
                           .in = 21,
                           .stride = 12,
                           .input_gradient = input_gradient,
                           .adds = input_gradient == InputGradient::kAdd};
    const DenseProducts<double> products(shape, 17);
    const DenseProducts<float> single(shape, 17);
    const Matrix<float> w = uneven(21, 12, 1), x = uneven(21, 17, 2), d_z = uneven(9, 17, 3);
    Matrix<float> z = uneven(9, 17, 4), d_x = uneven(21, 17, 5), d_w = w;
    Matrix<double> z2 = z.cast<double>(), d_x2 = d_x.cast<double>(), d_w2 = w.cast<double>();
    CacheAligned<float> scratch(16 * 17);
    single.forward(w.data(), x.data(), z.data());
    single.input_gradient(w.data(), d_z.data(), d_x.data());
    single.weight_gradient(d_z.data(), x.data(), d_w.data(), scratch.view().data());
    const Matrix<double> wide_w = w.cast<double>(), wide_x = x.cast<double>(),
                         wide_d_z = d_z.cast<double>();
    products.forward(wide_w.data(), wide_x.data(), z2.data());
    products.input_gradient(wide_w.data(), wide_d_z.data(), d_x2.data());
    products.weight_gradient(wide_d_z.data(), wide_x.data(), d_w2.data(), nullptr);
    EXPECT_LT((z.cast<double>() - z2).norm(), 1e-4);
    EXPECT_LT((d_x.cast<double>() - d_x2).norm(), 1e-4);
    EXPECT_LT((d_w.cast<double>() - d_w2).norm(), 1e-4);
    EXPECT_GT(z2.norm(), 1);
  }
}

}  // namespace
}  // namespace mmoe
