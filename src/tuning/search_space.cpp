// SPDX-License-Identifier: Apache-2.0
#include "tuning/search_space.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/error.h"

namespace mmoe {
namespace {

using Eigen::Index;

constexpr std::int64_t kSteps = 1 << 16;  // of a continuous option
constexpr double kLargestWhole = 0x1p30;  // levels stay exact, and can be counted
constexpr auto kMostCounted = std::int64_t{1} << 62;

void check_range(const TunedOption& option) {
  const auto refuse = [&](const std::string& expected) {
    throw FieldError(option.path, fmt::format("found low {} and high {}; expected {}", option.low,
                                              option.high, expected));
  };
  if (!std::isfinite(option.low) || !std::isfinite(option.high)) refuse("finite numbers");
  if (!(option.low < option.high)) refuse("low < high");
  if (option.log && option.low <= 0) refuse("low above 0 on a log scale");
  if (!option.whole) return;
  if (std::max(-option.low, option.high) > kLargestWhole) {
    refuse(fmt::format("whole numbers between -{0} and {0}", kLargestWhole));
  }
  if (option.low != std::round(option.low) || option.high != std::round(option.high)) {
    refuse("whole numbers");
  }
}

void check_values(const TunedOption& option) {
  if (option.low != 0 || option.high != 0 || option.log || option.whole) {
    throw FieldError(option.path, "has values and a range; expected one of the two");
  }
  for (auto value = option.values.begin(); value != option.values.end(); ++value) {
    if (std::find(option.values.begin(), value, *value) != value) {
      throw FieldError(option.path, "found " + value->dump() + " twice among its values");
    }
  }
}

OptionKind kind_of(const TunedOption& option) {
  if (option.values.empty()) return option.whole ? OptionKind::kWhole : OptionKind::kContinuous;
  const bool numbers =
      std::ranges::all_of(option.values, [](const auto& value) { return value.is_number(); });
  return numbers && std::ranges::is_sorted(option.values) ? OptionKind::kOrdered
                                                          : OptionKind::kCategorical;
}

}  // namespace

SearchSpace::SearchSpace(std::vector<TunedOption> options) : options_(std::move(options)) {
  if (options_.empty()) throw FieldError("tune", "is empty; expected one option at least");
  for (auto option = options_.begin(); option != options_.end(); ++option) {
    const auto same = [&](const TunedOption& other) { return other.path == option->path; };
    if (std::find_if(options_.begin(), option, same) != option) {
      throw FieldError(option->path, "is tuned twice; expected each path once");
    }
    if (option->values.empty()) {
      check_range(*option);
    } else {
      check_values(*option);
    }
    kinds_.push_back(kind_of(*option));
  }
}

std::int64_t SearchSpace::levels(Index k) const {
  if (kind(k) == OptionKind::kContinuous) return kSteps + 1;
  if (kind(k) == OptionKind::kWhole) {
    return static_cast<std::int64_t>(option(k).high - option(k).low) + 1;
  }
  return static_cast<std::int64_t>(option(k).values.size());
}

std::int64_t SearchSpace::size() const {
  std::int64_t size = 1;
  for (Index k = 0; k < dimensions(); ++k) {
    if (size > kMostCounted / levels(k)) return kMostCounted;
    size *= levels(k);
  }
  return size;
}

/// Where a value of a range lies in [0, 1]. A whole number stands for all that round to it.
double SearchSpace::on_scale(Index k, double value) const {
  const double margin = option(k).whole ? 0.5 : 0;
  const double low = option(k).low - margin;
  const double high = option(k).high + margin;
  return option(k).log ? std::log(value / low) / std::log(high / low)
                       : (value - low) / (high - low);
}

double SearchSpace::off_scale(Index k, double scaled) const {
  const double margin = option(k).whole ? 0.5 : 0;
  const double low = option(k).low - margin;
  const double high = option(k).high + margin;
  const double value =
      option(k).log ? low * std::pow(high / low, scaled) : low + (high - low) * scaled;
  return std::clamp(value, option(k).low, option(k).high);
}

double SearchSpace::coordinate(Index k, std::int64_t level) const {
  const auto number = static_cast<double>(level);
  if (kind(k) == OptionKind::kContinuous) return number / kSteps;
  if (kind(k) == OptionKind::kWhole) return on_scale(k, option(k).low + number);
  return (number + 0.5) / static_cast<double>(levels(k));
}

std::int64_t SearchSpace::level_at(Index k, double u) const {
  if (kind(k) == OptionKind::kContinuous) return std::llround(u * kSteps);
  if (kind(k) == OptionKind::kWhole) return std::llround(off_scale(k, u) - option(k).low);
  const auto level = static_cast<std::int64_t>(u * static_cast<double>(levels(k)));
  return std::min(level, levels(k) - 1);
}

nlohmann::ordered_json SearchSpace::value(Index k, std::int64_t level) const {
  if (kind(k) == OptionKind::kWhole) return std::llround(option(k).low) + level;
  if (kind(k) != OptionKind::kContinuous) return option(k).values[static_cast<std::size_t>(level)];
  const double exact = off_scale(k, coordinate(k, level));
  return std::clamp(std::stod(fmt::format("{:.6g}", exact)), option(k).low, option(k).high);
}

Eigen::VectorXd SearchSpace::coordinates(const SearchPoint& setting) const {
  Eigen::VectorXd u(dimensions());
  for (Index k = 0; k < dimensions(); ++k) u(k) = coordinate(k, setting[index(k)]);
  return u;
}

SearchPoint SearchSpace::setting_at(const Eigen::VectorXd& u) const {
  SearchPoint setting;
  for (Index k = 0; k < dimensions(); ++k) setting.push_back(level_at(k, u(k)));
  return setting;
}

SearchPoint SearchSpace::numbered(std::int64_t number) const {
  SearchPoint setting(options_.size());
  for (Index k = dimensions(); k-- > 0; number /= levels(k)) {
    setting[index(k)] = number % levels(k);
  }
  return setting;
}

}  // namespace mmoe
