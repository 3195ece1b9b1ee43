// SPDX-License-Identifier: Apache-2.0
#include "study/design.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "experiment/config/catalogue.h"
#include "math/random.h"
#include "math/sobol.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr std::int64_t kMostPoints = 1 << 16;

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

template <typename Value>
Value member(const ordered_json& object, const char* name, const std::string& where,
             const char* expected, bool (ordered_json::*is_right)() const noexcept) {
  if (!object.contains(name))
    refuse(where, fmt::format("{} is missing; expected {}", name, expected));
  const ordered_json& value = object[name];
  if (!(value.*is_right)()) {
    refuse(where + "." + name, fmt::format("found {}; expected {}", value.dump(), expected));
  }
  return value;
}

/// The same of a member that may be left out.
template <typename Value>
Value member_or(const ordered_json& object, const char* name, const std::string& where,
                const char* expected, bool (ordered_json::*is_right)() const noexcept,
                Value otherwise) {
  return object.contains(name) ? member<Value>(object, name, where, expected, is_right) : otherwise;
}

Factor read_levels(const std::string& name, const ordered_json& json, const std::string& where) {
  check_members(json, {"levels"}, where);
  Factor factor{.name = name};
  const auto levels =
      member<ordered_json>(json, "levels", where, "an object", &ordered_json::is_object);
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

Factor read_values(const std::string& name, const ordered_json& json, const std::string& where) {
  check_members(json, {"path", "values"}, where);
  Factor factor{.name = name};
  const auto path = member<std::string>(json, "path", where, "a path", &ordered_json::is_string);
  const auto values =
      member<ordered_json>(json, "values", where, "a list", &ordered_json::is_array);
  for (const ordered_json& value : values) {
    factor.levels.push_back({value, {path_value(path, value)}});
  }
  return factor;
}

Factor read_range(const std::string& name, const ordered_json& json, const std::string& where) {
  check_members(json, {"path", "low", "high", "scale", "whole"}, where);
  Factor factor{.name = name};
  factor.path = member<std::string>(json, "path", where, "a path", &ordered_json::is_string);
  factor.low = member<double>(json, "low", where, "a number", &ordered_json::is_number);
  factor.high = member<double>(json, "high", where, "a number", &ordered_json::is_number);
  const auto scale = member_or<std::string>(json, "scale", where, "linear or log",
                                            &ordered_json::is_string, "linear");
  if (scale != "linear" && scale != "log") {
    refuse(where + ".scale", fmt::format("found \"{}\"; expected linear or log", scale));
  }
  factor.log = scale == "log";
  factor.whole =
      member_or<bool>(json, "whole", where, "true or false", &ordered_json::is_boolean, false);
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

/// The value of a factor at u in [0, 1): its level and what it overrides.
Level level_at(const Factor& factor, double u) {
  if (!factor.levels.empty()) {
    const auto count = static_cast<double>(factor.levels.size());
    return factor.levels[static_cast<std::size_t>(u * count)];
  }
  double value = factor.log ? factor.low * std::pow(factor.high / factor.low, u)
                            : factor.low + u * (factor.high - factor.low);
  // Four digits: what a reader can type again, and finer than any effect.
  value = std::stod(fmt::format("{:.4g}", value));
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
    const ordered_json& json = config.value.at("design");
    check_members(json, {"points", "factors"}, "design");
    Design design;
    design.points = member<std::int64_t>(json, "points", "design", "a whole number",
                                         &ordered_json::is_number_integer);
    if (design.points < 1 || design.points > kMostPoints) {
      refuse("design.points",
             fmt::format("found {}; expected 1 to {}", design.points, kMostPoints));
    }
    const auto factors =
        member<ordered_json>(json, "factors", "design", "an object", &ordered_json::is_object);
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
