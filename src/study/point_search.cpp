// SPDX-License-Identifier: Apache-2.0
#include "study/point_search.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "base/error.h"
#include "base/sha256.h"
#include "tuning/suggestion.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

SearchSpace space_of(const Design& design) {
  std::vector<TunedOption> options;
  for (const Factor& factor : design.factors) {
    TunedOption option{.path = "design.factors." + factor.name};
    if (factor.levels.empty()) {
      option.low = factor.low;
      option.high = factor.high;
      option.log = factor.log;
      option.whole = factor.whole;
    }
    for (const Level& level : factor.levels) option.values.push_back(level.value);
    options.push_back(std::move(option));
  }
  return SearchSpace(std::move(options));
}

}  // namespace

PointSearch::PointSearch(Design design, std::uint64_t seed)
    : design_(std::move(design)), seed_(seed), space_(space_of(design_)) {}

std::size_t PointSearch::planned() const {
  return static_cast<std::size_t>(std::min(design_.points, space_.size()));
}

std::size_t PointSearch::designed() const { return std::min(planned(), design_size(space_)); }

std::string PointSearch::made_from() const {
  Sha256 hash;
  const ordered_json about = {design_.search->to_json(), seed_};
  hash.update(about.dump());
  for (Eigen::Index k = 0; k < space_.dimensions(); ++k) {
    const TunedOption& option = space_.option(k);
    const ordered_json written = {option.path, option.low,   option.high,
                                  option.log,  option.whole, option.values};
    hash.update(written.dump());
  }
  for (const TunedTrial& trial : trials_) {
    update_values(hash, trial.setting);
    update_values(hash, std::vector<double>{trial.objective});
  }
  return hash.hex();
}

std::optional<DesignPoint> PointSearch::next(const DesignPoint* known) const {
  const std::string from = made_from();
  if (known != nullptr && known->made_from == from) return *known;
  const auto levels = suggest(space_, trials_, seed_);
  if (!levels) return std::nullopt;
  DesignPoint next = point(trials_.size(), *levels);
  next.made_from = from;
  return next;
}

void PointSearch::add(const DesignPoint& point, std::optional<double> distance) {
  trials_.push_back({point.levels, distance.value_or(std::numeric_limits<double>::infinity())});
}

DesignPoint PointSearch::point(std::size_t number, const SearchPoint& levels) const {
  if (levels.size() != design_.factors.size()) {
    throw FieldError("levels", fmt::format("found {}; expected one per factor, {}", levels.size(),
                                           design_.factors.size()));
  }
  DesignPoint point{.number = number, .levels = levels};
  for (std::size_t f = 0; f < levels.size(); ++f) {
    const Factor& factor = design_.factors[f];
    const auto k = static_cast<Eigen::Index>(f);
    if (levels[f] < 0 || levels[f] >= space_.levels(k)) {
      throw FieldError("levels", fmt::format("found {} for {}; expected 0 to {}", levels[f],
                                             factor.name, space_.levels(k) - 1));
    }
    const ordered_json value = space_.value(k, levels[f]);
    const PathValues overrides = factor.levels.empty()
                                     ? PathValues{path_value(factor.path, value)}
                                     : factor.levels[static_cast<std::size_t>(levels[f])].overrides;
    point.factors[factor.name] = value;
    point.overrides.insert(point.overrides.end(), overrides.begin(), overrides.end());
  }
  return point;
}

std::vector<DesignPoint> PointSearch::corners() const {
  const SearchPoint centre = space_.setting_at(Eigen::VectorXd::Constant(space_.dimensions(), 0.5));
  std::vector<DesignPoint> corners = {point(0, centre)};
  for (std::size_t f = 0; f < centre.size(); ++f) {
    const bool is_list = !design_.factors[f].levels.empty();
    const std::int64_t last = space_.levels(static_cast<Eigen::Index>(f)) - 1;
    for (std::int64_t level = 0; level <= last; level += is_list ? 1 : last) {
      SearchPoint levels = centre;
      levels[f] = level;
      corners.push_back(point(0, levels));
    }
  }
  return corners;
}

}  // namespace mmoe
