// SPDX-License-Identifier: Apache-2.0
#include "study/design.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/fields.h"
#include "experiment/config/catalogue.h"
#include "math/random.h"
#include "math/sobol.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr double kMostPoints = 1 << 16;

[[noreturn]] void refuse(const std::string& path, const std::string& problem) {
  throw FieldError(path, problem);
}

/// Refuses members other than `known`.
void check_members(const ordered_json& object, const std::vector<std::string>& known,
                   const std::string& where) {
  if (!object.is_object()) refuse(where, "found " + object.dump() + "; expected an object");
  for (const auto& [name, value] : object.items()) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      refuse(where + "." + name, "unknown field" + hint(name, known));
    }
  }
}

/// Reads scalar members; `needed` of them must be there.
void read_scalars(Fields bound, const ordered_json& json, const std::vector<std::string>& needed,
                  const std::string& where) {
  bound.read(json, where);
  for (const std::string& name : needed) {
    if (!json.contains(name)) refuse(where, name + " is missing");
  }
}

/// Takes a list or an object out of `json`.
ordered_json taken(ordered_json& json, const char* name, const std::string& where,
                   bool (ordered_json::*is_right)() const noexcept, const char* expected) {
  const auto value = take_member(json, name);
  if (!value) refuse(where, fmt::format("{} is missing; expected {}", name, expected));
  if (!((*value).*is_right)()) {
    refuse(where + "." + name, fmt::format("found {}; expected {}", value->dump(), expected));
  }
  return *value;
}

Factor read_levels(const std::string& name, ordered_json json, const std::string& where) {
  check_members(json, {"levels"}, where);
  Factor factor{.name = name};
  const ordered_json levels = taken(json, "levels", where, &ordered_json::is_object, "an object");
  for (const auto& [level, members] : levels.items()) {
    if (!members.is_object()) {
      refuse(where + ".levels." + level, "found " + members.dump() + "; expected {path: value}");
    }
    factor.levels.push_back({level, {}});
    for (const auto& [path, value] : members.items()) {
      factor.levels.back().overrides.push_back(path_value(path, value));
    }
  }
  return factor;
}

Factor read_values(const std::string& name, ordered_json json, const std::string& where) {
  check_members(json, {"path", "values"}, where);
  Factor factor{.name = name};
  const ordered_json values = taken(json, "values", where, &ordered_json::is_array, "a list");
  std::string path;
  Fields bound;
  bound.add("path", path, "member of the experiment");
  read_scalars(bound, json, {"path"}, where);
  for (const ordered_json& value : values) {
    factor.levels.push_back({value, {path_value(path, value)}});
  }
  return factor;
}

Factor read_range(const std::string& name, const ordered_json& json, const std::string& where) {
  Factor factor{.name = name};
  std::string scale = "linear";
  Fields bound;
  bound.add("path", factor.path, "member of the experiment");
  bound.add("low", factor.low, "least value");
  bound.add("high", factor.high, "greatest value");
  bound.add("scale", scale, "on which the points are even", {"linear", "log"});
  bound.add("whole", factor.whole, "round to whole numbers");
  read_scalars(bound, json, {"path", "low", "high"}, where);
  factor.log = scale == "log";
  if (!(factor.low < factor.high) || (factor.log && factor.low <= 0)) {
    refuse(where, fmt::format("found low {} and high {}; expected low < high{}", factor.low,
                              factor.high, factor.log ? ", above 0 on a log scale" : ""));
  }
  return factor;
}

Factor read_factor(const std::string& name, const ordered_json& json, const std::string& where) {
  if (!json.is_object()) refuse(where, "found " + json.dump() + "; expected an object");
  if (json.contains("low")) return read_range(name, json, where);
  Factor factor =
      json.contains("values") ? read_values(name, json, where) : read_levels(name, json, where);
  if (factor.levels.empty()) refuse(where, "has no levels; expected one at least");
  return factor;
}

/// Rounds to what a reader can type again: four digits, or as many as tell thousand values of the
/// range apart.
double rounded_to_type(double value, const Factor& factor) {
  constexpr double kValues = 1000;
  const double step = factor.log ? value * std::log(factor.high / factor.low) / kValues
                                 : (factor.high - factor.low) / kValues;
  const double magnitude = std::max(std::abs(factor.low), std::abs(factor.high));
  const double scale = factor.log ? value : magnitude;
  const int digits = static_cast<int>(std::ceil(std::log10(scale / step)));
  const double near = std::stod(fmt::format("{:.{}g}", value, std::clamp(digits, 4, 17)));
  return std::clamp(near, factor.low, factor.high);
}

/// The value of a factor at u in [0, 1): its level and what it overrides.
Level level_at(const Factor& factor, double u) {
  if (!factor.levels.empty()) {
    const auto count = static_cast<double>(factor.levels.size());
    return factor.levels[static_cast<std::size_t>(u * count)];
  }
  double value = factor.log ? factor.low * std::pow(factor.high / factor.low, u)
                            : factor.low + u * (factor.high - factor.low);
  value = rounded_to_type(value, factor);
  const ordered_json json = factor.whole ? ordered_json(std::llround(value)) : ordered_json(value);
  return {json, {path_value(factor.path, json)}};
}

}  // namespace

bool has_design(const JsonText& config) {
  return config.value.is_object() && config.value.contains("design");
}

const Factor& find_factor(const Design& design, const std::string& name) {
  const auto found = std::ranges::find(design.factors, name, &Factor::name);
  if (found == design.factors.end()) refuse(name, "not a factor of the design");
  return *found;
}

Design read_design(const JsonText& config) {
  return naming_origins(config.origins, [&] {
    ordered_json json = config.value.at("design");
    check_members(json, {"points", "factors", "search"}, "design");
    const ordered_json factors =
        taken(json, "factors", "design", &ordered_json::is_object, "an object");
    Design design;
    if (const auto goal = take_member(json, "search")) {
      design.search = read_search_goal(*goal, "design.search");
    }
    Fields bound;
    bound.add("points", design.points, "number of points", {1, kMostPoints});
    read_scalars(bound, json, {"points"}, "design");
    for (const auto& [name, factor] : factors.items()) {
      design.factors.push_back(read_factor(name, factor, "design.factors." + name));
    }
    if (design.factors.empty()) refuse("design.factors", "is empty; expected one factor at least");
    return design;
  });
}

std::vector<DesignPoint> design_points(const Design& design, std::uint64_t seed) {
  const Eigen::MatrixXd sequence =
      sobol_points(design.points, static_cast<Index>(design.factors.size()),
                   {.seed = seed, .purpose = Purpose::kDesign});
  std::vector<DesignPoint> points;
  for (std::int64_t i = 0; i < design.points; ++i) {
    DesignPoint point{.number = static_cast<std::size_t>(i), .factors = {}, .overrides = {}};
    for (std::size_t f = 0; f < design.factors.size(); ++f) {
      const Level level = level_at(design.factors[f], sequence(i, static_cast<Index>(f)));
      point.factors[design.factors[f].name] = level.value;
      point.overrides.insert(point.overrides.end(), level.overrides.begin(), level.overrides.end());
    }
    points.push_back(std::move(point));
  }
  return points;
}

std::string factors_text(const DesignPoint& point) {
  std::string text;
  for (const auto& [name, value] : point.factors.items()) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name,
                        value.is_string() ? value.get<std::string>() : value.dump());
  }
  return text;
}

JsonText configure_point(const JsonText& config, const DesignPoint& point) {
  JsonText result = config;
  result.value.erase("design");
  for (const auto& [path, value] : point.overrides) {
    override_member(result, path, value, fmt::format("point {} of the design", point.number));
  }
  return result;
}

}  // namespace mmoe
