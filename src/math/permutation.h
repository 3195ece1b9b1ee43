// SPDX-License-Identifier: Apache-2.0
// A random permutation as a function: O(1) memory, any position in O(1), no state. It orders the
// examples of an epoch, so that training batch t is a pure function of (seed, run, t).
#pragma once

#include <array>
#include <cstdint>

#include "math/random.h"

namespace mmoe {

/// The permutation of 0..n-1 determined by (stream, block). A Feistel network on pairs (l, r) of
/// Z_s, s = ceil(sqrt(n)): each round (l, r) -> (r, l + F(r) mod s) is a bijection for any F; the
/// few results in [n, s^2) are permuted again until one falls below n (cycle walking). For a given
/// s the rounds are all even or all odd permutations, which matters for small n; so 0 and 1 are
/// first swapped with probability 1/2. Sources: Luby & Rackoff 1988; Black & Rogaway 2002, "Ciphers
/// with arbitrary finite domains".
class Permutation {
 public:
  /// n in [1, 2^62].
  Permutation(const Stream& stream, std::uint64_t block, std::uint64_t n);

  /// Returns the image of i < n.
  std::uint64_t operator()(std::uint64_t i) const;
  std::uint64_t size() const { return n_; }

 private:
  // Four rounds are a pseudo-random permutation for a random F; small s needs more.
  static constexpr std::size_t kRounds = 8;

  std::uint64_t n_;
  std::uint64_t side_;  // s
  std::array<std::uint64_t, kRounds> keys_;
  bool swap_;  // whether 0 and 1 are swapped
};

}  // namespace mmoe
