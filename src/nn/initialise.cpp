// SPDX-License-Identifier: Apache-2.0
#include "nn/initialise.h"

#include <cmath>
#include <cstdint>

#include "base/error.h"

namespace mmoe {
namespace {

/// Small, so that a rare category has little effect at the start: with embeddings of width 4 on
/// Census-income the validation AUC of income is 0.9456 (MMoE, 3 runs), against 0.9411 from 1 and
/// 0.9450 from 1e-4.
constexpr double kEmbeddingSd = 0.1;

/// FNV-1a, 32 bits: the same on every machine, unlike std::hash.
std::uint32_t hash_name(const std::string& name) {
  std::uint32_t hash = 2166136261U;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

/// Sets entry (row, col) to draw(index), index unique to (name, row, col) of one model.
template <typename Scalar, typename Draw>
void fill(const Block& block, MutableView<Scalar>& theta, Draw draw) {
  auto w = weights<Scalar>(theta, block);
  const std::uint64_t first = std::uint64_t{hash_name(block.name)} << 32U;
  for (Index col = 0; col < block.cols; ++col) {
    for (Index row = 0; row < block.rows; ++row) {
      w(row, col) =
          static_cast<Scalar>(draw(first + static_cast<std::uint64_t>(col * block.rows + row)));
    }
  }
}

}  // namespace

const std::vector<std::string>& scheme_names() {
  static const std::vector<std::string> names = {"glorot-uniform", "glorot-normal", "he-uniform",
                                                 "he-normal"};
  return names;
}

Scheme scheme_from(const std::string& name) {
  return static_cast<Scheme>(position_of("initialisation", name, scheme_names()));
}

double scheme_variance(Scheme scheme, Index fan_in, Index fan_out) {
  const bool glorot = scheme == Scheme::kGlorotUniform || scheme == Scheme::kGlorotNormal;
  return 2.0 / static_cast<double>(glorot ? fan_in + fan_out : fan_in);
}

template <typename Scalar>
void initialise_block(Scheme scheme, const Block& block, const Stream& stream,
                      MutableView<Scalar>& theta) {
  if (block.role == Role::kEmbedding) {
    initialise_normal<Scalar>(0, kEmbeddingSd, block, stream, theta);
    return;
  }
  const double variance = scheme_variance(scheme, block.cols, block.rows);
  if (scheme == Scheme::kGlorotNormal || scheme == Scheme::kHeNormal) {
    initialise_normal<Scalar>(0, std::sqrt(variance), block, stream, theta);
    return;
  }
  const double limit = std::sqrt(3 * variance);  // U(-a, a) has variance a^2 / 3
  fill<Scalar>(block, theta,
               [&](std::uint64_t index) { return limit * (2 * uniform(stream, index) - 1); });
}

template <typename Scalar>
void initialise_normal(double mean, double sd, const Block& block, const Stream& stream,
                       MutableView<Scalar>& theta) {
  fill<Scalar>(block, theta,
               [&](std::uint64_t index) { return mean + sd * normal(stream, index); });
}

MMOE_INSTANTIATE(initialise_block);
MMOE_INSTANTIATE(initialise_normal);

}  // namespace mmoe
