// SPDX-License-Identifier: Apache-2.0
// Counter-based random numbers: a draw is a pure function of (seed, purpose, run, index), so it
// never depends on earlier draws, their order, or the thread. Source: Salmon et al. 2011,
// "Parallel random numbers: as easy as 1, 2, 3" (Philox4x32-10).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "math/matrix.h"

namespace mmoe {

/// What a draw is for; each purpose has its own stream. Values are part of every result: append,
/// never renumber. Below 256.
enum class Purpose : std::uint32_t {
  kInitialisation = 1,
  kTaskVectors = 2,
  kTrainingInputs = 3,
  kTrainingNoise = 4,
  kValidationInputs = 5,
  kValidationNoise = 6,
  kTestInputs = 7,
  kTestNoise = 8,
  kSplit = 9,
  kShuffle = 10,
  kSample = 11,
  kSettings = 12,
  kBootstrap = 13,
  kCheck = 14,
  kFigure2Fit = 15,
  kDesign = 16,
  kPermutationTest = 17,
  kRecommendationUsers = 18,
  kRecommendationItems = 19,
  kRecommendationGroups = 20,
  kRecommendationRows = 21,
  kRecommendationNoise = 22,
  kRecommendationCandidates = 23,
  kTuningDesign = 24,
  kTuningSamples = 25,
  kTuningCandidates = 26,
  kTuningNeighbours = 27,
  kTuningSubset = 28,
  kDropout = 29,
  kLiveSplit = 33,
};

/// A stream of random numbers: stateless, an index gives a value.
struct Stream {
  std::uint64_t seed;
  Purpose purpose;
  std::uint32_t run = 0;
};

/// Returns 64 uniform bits at `index`.
std::uint64_t random_bits(const Stream& stream, std::uint64_t index);

/// Returns a uniform number in the open interval (0, 1), 53 bits; never 0, never 1.
double uniform(const Stream& stream, std::uint64_t index);

/// Returns a uniform integer in [0, n), unbiased (Lemire's rejection; retries use sub-counters of
/// index).
std::uint64_t uniform_below(const Stream& stream, std::uint64_t index, std::uint64_t n);

/// Returns a standard normal number at `index` (Box-Muller in double).
double normal(const Stream& stream, std::uint64_t index);

/// Fills `out` with uniform bits: element i of block `block` < 2^48 of the stream, independent of
/// out's size. Shares counters with fill_normal: use only one of the two per purpose.
void fill_bits(const Stream& stream, std::uint64_t block, std::span<std::uint64_t> out);

/// Fills `out` with standard normals: element i of block `block` < 2^48 of the stream. Vectorised:
/// this is the generator of training inputs. Values depend on (stream, block, i) alone, not on
/// out's size, the compiler or the instruction set. Allocates nothing. float carries 24-bit
/// uniforms (|z| up to about 5.8), double 53-bit (8.6).
void fill_normal(const Stream& stream, std::uint64_t block, Eigen::Ref<Vector<float>> out);
void fill_normal(const Stream& stream, std::uint64_t block, Eigen::Ref<Vector<double>> out);
/// As above, row after row.
template <typename Scalar>
void fill_normal(const Stream& stream, std::uint64_t block, Matrix<Scalar>& out) {
  fill_normal(stream, block, Eigen::Map<Vector<Scalar>>(out.data(), out.size()));
}

/// Returns a permutation of 0..n-1 (Fisher-Yates) from block `block` < 2^32 of the stream.
std::vector<std::int32_t> permutation(const Stream& stream, std::uint64_t block, std::int32_t n);

}  // namespace mmoe
