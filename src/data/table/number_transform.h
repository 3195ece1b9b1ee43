// SPDX-License-Identifier: Apache-2.0
// How a number becomes inputs; all is learned from the training part. With f(x) = log(1 + x) or x:
//
// - none: f(x). standardise: (f(x) - mean) / sd, of the population; sd is 1 where it would be 0.
// - min-max: (f(x) - min) / (max - min); 0 where all are equal.
// - quantile: the share of training values below f(x), ties in the middle, linear between 1,001
//   quantiles, in 0..1: scikit-learn's QuantileTransformer.
// - piecewise-linear: for edges b_0 < ... < b_T, quantiles at k / T (where they coincide, as many
//   more of the values beside the most frequent one), input t is
//   (f(x) - b_(t-1)) / (b_t - b_(t-1)), held to 0..1. Source: Gorishniy et al. 2022, "On Embeddings
//   for Numerical Features", equation 1, which does not hold the first and last input.
// - bins: one-hot; bin t holds [b_t, b_(t+1)) of the edges b_1 .. b_(T-1), the outer two without
// end.
//
// A missing number counts as the mean of f(x); in bins it sets no input.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/fields.h"
#include "data/table/recipe.h"
#include "math/matrix.h"

namespace mmoe {

/// What a transform has learned: all that encoding a number needs.
struct NumberConstants {
  std::string transform = "none";
  bool log1p = false;
  bool single = false;     // x is first rounded to a float of 32 bits
  std::int64_t width = 1;  // inputs; 0 without any number in training
  double mean = 0;         // of f(x)
  double shift = 0;
  double scale = 1;                // (f(x) - shift) / scale
  std::vector<double> edges = {};  // of bins, or the quantiles

  Fields fields();
};

class NumberTransform {
 public:
  /// A number as it is.
  NumberTransform() = default;
  /// `training` may hold NaN for missing numbers; without any number there are no inputs.
  NumberTransform(const TableColumnOptions& options, std::span<const double> training);
  /// Takes constants learned before. Throws FieldError for WHERE.name where they contradict each
  /// other.
  NumberTransform(NumberConstants constants, const std::string& where);

  const NumberConstants& constants() const { return constants_; }
  /// Inputs: dense ones, or for bins the sparse ones of which a number sets one.
  Index width() const { return constants_.width; }
  bool is_sparse() const { return kind_ == Kind::kBins; }
  /// Writes width() dense inputs.
  void encode(double x, float* out) const;
  /// The bin of a number, from 0; nothing if it is missing.
  std::optional<Index> bin(double x) const;

  double mean() const { return constants_.mean; }
  const std::vector<double>& edges() const { return constants_.edges; }

 private:
  // In the order of kNumberTransforms.
  enum class Kind { kNone, kStandardise, kMinMax, kQuantile, kPiecewiseLinear, kBins };
  static Kind kind_of(const std::string& transform);
  void learn_scale(std::vector<double> values, std::int64_t bins);
  bool edges_fit() const;
  double value(double x) const;  // f(x)
  double rank(double value) const;

  NumberConstants constants_;
  Kind kind_ = Kind::kNone;
};

/// The quantiles at k / parts, k = 0 .. parts, of sorted values, linear between neighbours (numpy's
/// default); at least one value.
std::vector<double> quantiles(std::span<const double> sorted, std::size_t parts);

}  // namespace mmoe
