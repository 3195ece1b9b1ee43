// SPDX-License-Identifier: Apache-2.0
#include "math/permutation.h"

namespace mmoe {
namespace {

/// Mixes 64 bits: the finaliser of SplitMix64 (Steele, Lea & Flood 2014).
std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

/// Returns the least s with s * s >= n, in integers: the order must not depend on how a square root
/// is rounded.
std::uint64_t side_of(std::uint64_t n) {
  std::uint64_t low = 0;
  std::uint64_t high = std::uint64_t{1} << 31;
  while (low < high) {
    const std::uint64_t middle = (low + high) / 2;
    if (middle * middle >= n) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

}  // namespace

Permutation::Permutation(const Stream& stream, std::uint64_t block, std::uint64_t n)
    : n_(n), side_(side_of(n)) {
  for (std::size_t round = 0; round < kRounds; ++round) {
    keys_[round] = random_bits(stream, block * (kRounds + 1) + round);
  }
  swap_ = n > 1 && (random_bits(stream, block * (kRounds + 1) + kRounds) & 1) != 0;
}

std::uint64_t Permutation::operator()(std::uint64_t i) const {
  if (i < 2 && swap_) i = 1 - i;
  do {
    std::uint64_t left = i / side_;
    std::uint64_t right = i % side_;
    for (const std::uint64_t key : keys_) {
      // The upper half of the hash scaled to 0..s-1; the bias of at most s / 2^32 is negligible.
      const std::uint64_t f = ((mix(key + right) >> 32) * side_) >> 32;
      const std::uint64_t sum = left + f;
      left = right;
      right = sum < side_ ? sum : sum - side_;
    }
    i = left * side_ + right;
  } while (i >= n_);
  return i;
}

}  // namespace mmoe
