// SPDX-License-Identifier: Apache-2.0
// What is tuned, and what each option may be. Every option has finitely many levels, also a
// continuous one (65,537, even on its scale), so that a setting is a list of whole numbers: two
// settings are equal or they are not, and the Gaussian process never sees a point that cannot be
// run. The coordinate of a level is where it lies in [0, 1].
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace mmoe {

/// An option that is tuned: a range, or a list of values.
struct TunedOption {
  std::string path = {};     // "training.learning_rate"
  double low = 0, high = 0;  // of a range: low < high, both within it
  bool log = false;          // even on a logarithmic scale; low > 0
  bool whole = false;        // whole numbers only
  // Instead of a range. Numbers that ascend are ordered (one level beside the next, whatever their
  // difference); of all others one is as far from the next as from any.
  std::vector<nlohmann::ordered_json> values = {};
};

/// The level of each option, from 0.
using SearchPoint = std::vector<std::int64_t>;

enum class OptionKind { kContinuous, kWhole, kOrdered, kCategorical };

class SearchSpace {
 public:
  /// Throws FieldError "PATH: ..." for an empty, inverted or infinite range, a logarithm of what is
  /// not positive, limits of whole numbers that are not whole, values given twice, a path given
  /// twice, and "tune: ..." where there is no option.
  explicit SearchSpace(std::vector<TunedOption> options);

  Eigen::Index dimensions() const { return static_cast<Eigen::Index>(options_.size()); }
  const TunedOption& option(Eigen::Index k) const { return options_[index(k)]; }
  OptionKind kind(Eigen::Index k) const { return kinds_[index(k)]; }
  std::int64_t levels(Eigen::Index k) const;
  /// The number of settings; 2^62 where there are more.
  std::int64_t size() const;

  /// In [0, 1]; of a range's whole number and of a list's value the middle of its share of [0, 1].
  double coordinate(Eigen::Index k, std::int64_t level) const;
  /// The level whose share u in [0, 1] falls into: level_at(k, coordinate(k, level)) is level.
  std::int64_t level_at(Eigen::Index k, double u) const;
  /// What the option is set to. A continuous number has six digits: what a reader can type again,
  /// and the same with every mathematical library.
  nlohmann::ordered_json value(Eigen::Index k, std::int64_t level) const;

  Eigen::VectorXd coordinates(const SearchPoint& setting) const;  // [d]
  SearchPoint setting_at(const Eigen::VectorXd& u) const;         // u is [d]
  /// SearchPoint `number` < size() of all, the last option changing first.
  SearchPoint numbered(std::int64_t number) const;

 private:
  static std::size_t index(Eigen::Index k) { return static_cast<std::size_t>(k); }
  double on_scale(Eigen::Index k, double value) const;
  double off_scale(Eigen::Index k, double scaled) const;

  std::vector<TunedOption> options_;
  std::vector<OptionKind> kinds_;
};

}  // namespace mmoe
