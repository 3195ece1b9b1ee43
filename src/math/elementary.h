// SPDX-License-Identifier: Apache-2.0
// Elementary functions as plain arithmetic: no branch, no table, no call. A loop over them
// becomes vector code, and (as products and sums are never fused) every compiler, instruction
// set and position in an array gives the same bits, which neither libm nor Eigen's packets
// guarantee.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace mmoe {

/// The unsigned integer of the scalar's size, and how IEEE 754 fills it.
template <typename Scalar>
struct Ieee;
template <>
struct Ieee<float> {
  using Bits = std::uint32_t;
  static constexpr int kMantissa = 23;
  static constexpr std::size_t kTerms = 5;  // of each series below
};
template <>
struct Ieee<double> {
  using Bits = std::uint64_t;
  static constexpr int kMantissa = 52;
  static constexpr std::size_t kTerms = 11;
};

namespace series {

/// c_k + c_k+1 x + c_k+2 x^2 + ... A recursion, because g++ does not vectorise a loop with a loop
/// inside.
template <std::size_t k = 0, typename Scalar, std::size_t n>
[[gnu::always_inline]] constexpr Scalar polynomial(const std::array<Scalar, n>& c, Scalar x) {
  if constexpr (k + 1 < n) {
    return c[k] + x * polynomial<k + 1>(c, x);
  } else {
    return c[k];
  }
}

/// atanh(x) / x = sum_k x^2k / (2k + 1).
template <typename Scalar, std::size_t n>
constexpr std::array<Scalar, n> atanh() {
  std::array<Scalar, n> c{};
  for (std::size_t k = 0; k < n; ++k) c[k] = Scalar(1) / static_cast<Scalar>(2 * k + 1);
  return c;
}

/// sum_k (-1)^k x^2k / (2k + first)!: cos(x) for first = 0, sin(x) / x for first = 1.
template <typename Scalar, std::size_t n>
constexpr std::array<Scalar, n> alternating(std::size_t first) {
  std::array<Scalar, n> c{};
  double term = 1;
  for (std::size_t k = 0; k < n; ++k) {
    c[k] = static_cast<Scalar>(term);
    term /= -static_cast<double>((2 * k + first + 1) * (2 * k + first + 2));
  }
  return c;
}

}  // namespace series

/// Uniform in (0, 1) from the upper bits: an odd multiple of 2^-24 (float) or 2^-53 (double).
template <typename Scalar>
[[gnu::always_inline]] inline Scalar to_uniform(typename Ieee<Scalar>::Bits bits) {
  using Bits = typename Ieee<Scalar>::Bits;
  constexpr int kMantissa = Ieee<Scalar>::kMantissa;
  constexpr Bits kOne = std::bit_cast<Bits>(Scalar(1));
  constexpr Scalar kHalfStep = Scalar(1) / static_cast<Scalar>(Bits{2} << kMantissa);
  const Bits in_1_2 = kOne | (bits >> (8 * sizeof(Bits) - kMantissa));
  return std::bit_cast<Scalar>(in_1_2) - (1 - kHalfStep);  // exact
}

/// Returns the natural logarithm of a positive normal number, to about 2 ulp. x = 2^e m, m in
/// [1/sqrt 2, sqrt 2): log x = e log 2 + 2 atanh((m - 1) / (m + 1)).
template <typename Scalar>
[[gnu::always_inline]] inline Scalar log_of_normal(Scalar x) {
  using Bits = typename Ieee<Scalar>::Bits;
  using Signed = std::make_signed_t<Bits>;
  constexpr int kMantissa = Ieee<Scalar>::kMantissa;
  constexpr auto kCoefficients = series::atanh<Scalar, Ieee<Scalar>::kTerms>();
  constexpr Bits kRootHalf = std::bit_cast<Bits>(static_cast<Scalar>(0.70710678118654752));
  constexpr Scalar kMagic = static_cast<Scalar>(Bits{3} << (kMantissa - 1));  // 1.5 * 2^mantissa
  const Bits above = std::bit_cast<Bits>(x) - kRootHalf;
  const Bits exponent = static_cast<Bits>(static_cast<Signed>(above) >> kMantissa);
  const auto m = std::bit_cast<Scalar>(std::bit_cast<Bits>(x) - (exponent << kMantissa));
  // The exponent as a number: added to the mantissa of kMagic, whose unit there is 1.
  const Scalar e = std::bit_cast<Scalar>(std::bit_cast<Bits>(kMagic) + exponent) - kMagic;
  const Scalar s = (m - 1) / (m + 1);
  return e * static_cast<Scalar>(0.69314718055994531) +
         2 * s * series::polynomial(kCoefficients, s * s);
}

template <typename Scalar>
struct SineCosine {
  Scalar sine, cosine;
};

/// Computes sin and cos of 2 pi t for |t| < 2^20 (float) or 2^49 (double), to about 2 ulp of 1, the
/// rounding of t itself aside. Reduces to an angle in [-pi/4, pi/4] and a quadrant.
template <typename Scalar>
[[gnu::always_inline]] inline SineCosine<Scalar> sine_cosine_of_turns(Scalar t) {
  using Bits = typename Ieee<Scalar>::Bits;
  constexpr auto kSine = series::alternating<Scalar, Ieee<Scalar>::kTerms>(1);
  constexpr auto kCosine = series::alternating<Scalar, Ieee<Scalar>::kTerms>(0);
  constexpr Scalar kMagic = static_cast<Scalar>(Bits{3} << (Ieee<Scalar>::kMantissa - 1));
  constexpr int kSign = 8 * sizeof(Bits) - 1;
  const Scalar quarters = 4 * t;
  const Scalar rounded = quarters + kMagic;  // the nearest integer, in the low bits
  const Bits quadrant = std::bit_cast<Bits>(rounded);
  const Scalar angle = (quarters - (rounded - kMagic)) * static_cast<Scalar>(1.5707963267948966);
  const Scalar square = angle * angle;
  const Bits s = std::bit_cast<Bits>(angle * series::polynomial(kSine, square));
  const Bits c = std::bit_cast<Bits>(series::polynomial(kCosine, square));
  // Quadrants 0 .. 3: (sin, cos) = (s, c), (c, -s), (-s, -c), (-c, s).
  const Bits swapped = (s ^ c) & (Bits{0} - (quadrant & 1));
  const Bits sine_sign = (quadrant >> 1) << kSign;
  const Bits cosine_sign = ((quadrant + 1) >> 1) << kSign;
  return {std::bit_cast<Scalar>(s ^ swapped ^ sine_sign),
          std::bit_cast<Scalar>(c ^ swapped ^ cosine_sign)};
}

}  // namespace mmoe
