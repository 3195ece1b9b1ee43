// SPDX-License-Identifier: Apache-2.0
// The points of a design with a search, one after the other: the first fill the space, each later
// one is what a Gaussian process expects to come nearest, given the distances of those before.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "study/design.h"
#include "tuning/surrogate.h"

namespace mmoe {

class PointSearch {
 public:
  /// Throws FieldError for a range that cannot be searched. `design` has a search.
  PointSearch(Design design, std::uint64_t seed);

  /// Points of the whole search; fewer than asked for where there are no more.
  std::size_t planned() const;
  /// Those of them that do not depend on what others showed.
  std::size_t designed() const;

  /// The point after those that were added: a function of them alone. `known` is taken if it was
  /// made from the same, which saves a fit. Empty: there is no other.
  std::optional<DesignPoint> next(const DesignPoint* known = nullptr) const;
  /// Takes over how far a point is from the paper; empty: it failed, as bad as the worst.
  void add(const DesignPoint& point, std::optional<double> distance);

  /// Throws FieldError "levels" if the space has none such.
  DesignPoint point(std::size_t number, const SearchPoint& levels) const;
  /// The centre, and from there each factor at every level of a list and at the ends of a range:
  /// if these can be run, it is likely that all points can.
  std::vector<DesignPoint> corners() const;

 private:
  std::string made_from() const;

  Design design_;
  std::uint64_t seed_;
  SearchSpace space_;
  std::vector<TunedTrial> trials_;
};

}  // namespace mmoe
