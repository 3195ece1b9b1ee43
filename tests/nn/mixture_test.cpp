// SPDX-License-Identifier: Apache-2.0
#include "nn/mixture.h"

#include <gtest/gtest.h>

#include <numeric>

namespace mmoe {
namespace {

Matrix<double> whole_numbers(Index rows, Index cols, int seed) {
  Matrix<double> m(rows, cols);
  for (Index i = 0; i < m.size(); ++i) {
    m.data()[i] = static_cast<double>((i * 7 + seed * 13) % 11) - 5;
  }
  return m;
}

/// What the header says, in whole numbers and hence exact.
struct PlainMixture {
  MixtureSpec spec;
  Index h, examples;
  Matrix<double> g, experts, d_f;

  PlainMixture(MixtureSpec s, Index units, Index all_experts, Index count)
      : spec(std::move(s)),
        h(units),
        examples(count),
        g(whole_numbers(spec.count * n(), count, 1)),
        experts(whole_numbers(all_experts * units, count, 2)),
        d_f(whole_numbers(spec.count * units, count, 3)) {}
  Index n() const { return std::ssize(spec.experts); }

  /// Calls use(row of g, row of the experts, row of f).
  template <typename Use>
  void for_each(const Use& use) const {
    for (Index k = 0; k < spec.count; ++k) {
      for (Index i = 0; i < n(); ++i) {
        const Index expert = spec.experts[static_cast<std::size_t>(i)];
        for (Index u = 0; u < h; ++u) use(k * n() + i, expert * h + u, k * h + u);
      }
    }
  }
};

void expect_plain_mixtures(const PlainMixture& p) {
  Matrix<double> f = Matrix<double>::Constant(p.spec.count * p.h, p.examples, 99), plain_f = f;
  plain_f.setZero();
  Matrix<double> d_g = Matrix<double>::Constant(p.g.rows(), p.examples, 99), plain_d_g = d_g;
  plain_d_g.setZero();
  Matrix<double> d_experts = Matrix<double>::Constant(p.experts.rows(), p.examples, 5);
  Matrix<double> plain_d_experts = d_experts;
  if (!p.spec.adds) plain_d_experts.setZero();
  p.for_each([&](Index gate, Index unit, Index out) {
    plain_f.row(out) += p.g.row(gate).cwiseProduct(p.experts.row(unit));
    plain_d_g.row(gate) += p.d_f.row(out).cwiseProduct(p.experts.row(unit));
    plain_d_experts.row(unit) += p.d_f.row(out).cwiseProduct(p.g.row(gate));
  });
  mixture_forward<double>(p.spec, p.g, p.experts, f);
  mixture_backward<double>(p.spec, p.g, p.experts, p.d_f, d_g, d_experts);
  EXPECT_EQ(f, plain_f);
  EXPECT_EQ(d_g, plain_d_g);
  EXPECT_EQ(d_experts, plain_d_experts);
}

// Tiles of every size, and what is left over.
TEST(Mixture, IsTheWeightedSumForAnyNumberOfMixturesAndExamples) {
  for (const Index mixtures : {1, 2, 3, 5}) {
    for (const Index examples : {1, 3, 8, 21, 128}) {
      SCOPED_TRACE(::testing::Message() << mixtures << " mixtures of " << examples);
      expect_plain_mixtures({{mixtures, {0, 1, 2}}, 4, 3, examples});
    }
  }
}

TEST(Mixture, OfSomeExpertsLeavesTheOthersAlone) {
  expect_plain_mixtures({{2, {3, 1}, true}, 2, 4, 9});
  expect_plain_mixtures({{1, {2}, true}, 5, 3, 33});
}

}  // namespace
}  // namespace mmoe
