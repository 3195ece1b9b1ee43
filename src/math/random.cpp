// SPDX-License-Identifier: Apache-2.0
#include "math/random.h"

#include <Random123/philox.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "math/elementary.h"

namespace mmoe {
namespace {

using Philox = r123::Philox4x32;  // 10 rounds
using Counter = Philox::ctr_type;
using Key = Philox::key_type;

/// Draws of different kinds never share a counter.
enum class DrawUse : std::uint32_t { kScalar = 0, kFill = 1, kPermutation = 2 };

Key key_of(const Stream& stream) {
  return {{static_cast<std::uint32_t>(stream.seed), static_cast<std::uint32_t>(stream.seed >> 32)}};
}

/// The 128-bit counter: index, lower half of the block, (purpose, use, upper block), run.
/// Purposes stay below 2^8 and blocks below 2^48.
Counter counter_of(const Stream& stream, DrawUse use, std::uint64_t block, std::uint32_t index) {
  return {{index, static_cast<std::uint32_t>(block),
           static_cast<std::uint32_t>(stream.purpose) | static_cast<std::uint32_t>(use) << 8 |
               static_cast<std::uint32_t>(block >> 32) << 16,
           stream.run}};
}

std::uint64_t join(std::uint32_t low, std::uint32_t high) {
  return low | std::uint64_t{high} << 32;
}

/// Returns 128 bits at `index`; each `retry` < 2^16 gives others.
Counter draw(const Stream& stream, DrawUse use, std::uint64_t index, std::uint64_t retry = 0) {
  const std::uint64_t block = index >> 32 | retry << 32;
  return Philox()(counter_of(stream, use, block, static_cast<std::uint32_t>(index)),
                  key_of(stream));
}

/// Lemire 2019, "Fast random integer generation in an interval": the upper word of bits * n is
/// uniform once the few lower words below 2^64 mod n are drawn again.
std::uint64_t draw_below(const Stream& stream, DrawUse use, std::uint64_t index, std::uint64_t n) {
  __extension__ using Wide = unsigned __int128;
  const std::uint64_t threshold = (0 - n) % n;
  for (std::uint64_t retry = 0;; ++retry) {
    const Counter bits = draw(stream, use, index, retry);
    const Wide product = Wide{join(bits[0], bits[1])} * n;
    if (static_cast<std::uint64_t>(product) >= threshold) {
      return static_cast<std::uint64_t>(product >> 64);
    }
  }
}

/// Box & Muller 1958: two independent normals from two uniforms, r (cos a, sin a).
template <typename Scalar>
[[gnu::always_inline]] inline std::pair<Scalar, Scalar> box_muller(Scalar radius_uniform,
                                                                   Scalar turns) {
  const Scalar radius = std::sqrt(-2 * log_of_normal(radius_uniform));
  const auto [sine, cosine] = sine_cosine_of_turns(turns);
  return {radius * cosine, radius * sine};
}

/// Counters processed together: each step below is one vector loop over them.
constexpr std::size_t kLanes = 64;

/// Word w of counter index first + lane, as words[w][lane].
using Words = std::array<std::array<std::uint32_t, kLanes>, 4>;

void draw_words(const Stream& stream, std::uint64_t block, std::uint32_t first, Words& words) {
  const Key key = key_of(stream);
  const Counter start = counter_of(stream, DrawUse::kFill, block, 0);
  for (std::uint32_t lane = 0; lane < kLanes; ++lane) {
    const Counter bits = Philox()({{first + lane, start[1], start[2], start[3]}}, key);
    for (std::size_t w = 0; w < 4; ++w) words[w][lane] = bits[w];
  }
}

template <typename Scalar>
using Bits = typename Ieee<Scalar>::Bits;

/// kLanes cosines, then kLanes sines.
template <typename Scalar>
void fill_pairs(const Bits<Scalar>* radius_bits, const Bits<Scalar>* angle_bits, Scalar* out) {
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    const auto [cosine, sine] =
        box_muller(to_uniform<Scalar>(radius_bits[lane]), to_uniform<Scalar>(angle_bits[lane]));
    out[lane] = cosine;
    out[kLanes + lane] = sine;
  }
}

/// One chunk: a counter gives four floats or two doubles.
void fill_chunk(const Words& words, std::array<float, 4 * kLanes>& out) {
  for (std::size_t w = 0; w < 4; w += 2) {
    fill_pairs(words[w].data(), words[w + 1].data(), out.data() + w * kLanes);
  }
}
void fill_chunk(const Words& words, std::array<std::uint64_t, 2 * kLanes>& out) {
  for (std::size_t w = 0; w < 2; ++w) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      out[w * kLanes + lane] = join(words[2 * w][lane], words[2 * w + 1][lane]);
    }
  }
}
void fill_chunk(const Words& words, std::array<double, 2 * kLanes>& out) {
  std::array<std::uint64_t, 2 * kLanes> bits;
  fill_chunk(words, bits);
  fill_pairs(bits.data(), bits.data() + kLanes, out.data());
}

/// Generates whole chunks and cuts the last one, so that no value depends on the number of
/// elements.
template <typename Scalar, std::size_t size>
void fill_chunks(const Stream& stream, std::uint64_t block, Scalar* out, Index count) {
  Words words;
  std::array<Scalar, size> chunk;
  std::uint32_t first = 0;
  for (Index done = 0; done < count; done += static_cast<Index>(size), first += kLanes) {
    draw_words(stream, block, first, words);
    fill_chunk(words, chunk);
    std::copy_n(chunk.begin(), std::min<Index>(size, count - done), out + done);
  }
}

}  // namespace

std::uint64_t random_bits(const Stream& stream, std::uint64_t index) {
  const Counter bits = draw(stream, DrawUse::kScalar, index);
  return join(bits[0], bits[1]);
}

double uniform(const Stream& stream, std::uint64_t index) {
  return to_uniform<double>(random_bits(stream, index));
}

std::uint64_t uniform_below(const Stream& stream, std::uint64_t index, std::uint64_t n) {
  return draw_below(stream, DrawUse::kScalar, index, n);
}

double normal(const Stream& stream, std::uint64_t index) {
  const Counter bits = draw(stream, DrawUse::kScalar, index);
  return box_muller(to_uniform<double>(join(bits[0], bits[1])),
                    to_uniform<double>(join(bits[2], bits[3])))
      .first;
}

void fill_bits(const Stream& stream, std::uint64_t block, std::span<std::uint64_t> out) {
  fill_chunks<std::uint64_t, 2 * kLanes>(stream, block, out.data(), std::ssize(out));
}

void fill_normal(const Stream& stream, std::uint64_t block, Eigen::Ref<Vector<float>> out) {
  fill_chunks<float, 4 * kLanes>(stream, block, out.data(), out.size());
}
void fill_normal(const Stream& stream, std::uint64_t block, Eigen::Ref<Vector<double>> out) {
  fill_chunks<double, 2 * kLanes>(stream, block, out.data(), out.size());
}

std::vector<std::int32_t> permutation(const Stream& stream, std::uint64_t block, std::int32_t n) {
  std::vector<std::int32_t> order(static_cast<std::size_t>(n));
  std::iota(order.begin(), order.end(), 0);
  for (std::size_t i = order.size(); i > 1; --i) {
    std::swap(order[i - 1], order[draw_below(stream, DrawUse::kPermutation, block << 32 | i, i)]);
  }
  return order;
}

}  // namespace mmoe
