// SPDX-License-Identifier: Apache-2.0
#include "tuning/search/tuned_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/fields.h"
#include "base/json_file.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr double kLargestWidth = 2147483647;  // beyond any option's bound, which then refuses it

struct ReadOption {
  TunedOption option;
  std::string divided_by, times;
};

ReadOption read_option(const std::string& path, ordered_json json, const std::string& where) {
  ReadOption read{.option = {.path = path}, .divided_by = {}, .times = {}};
  TunedOption& option = read.option;
  std::string scale = "linear";
  const auto values = take_member(json, "values");
  Fields fields;
  if (values) {
    if (!values->is_array() || values->empty()) {
      throw FieldError(where + ".values", "found " + values->dump() + "; expected a list");
    }
    option.values.assign(values->begin(), values->end());
  } else {
    fields.add("low", option.low, "least value");
    fields.add("high", option.high, "greatest value");
    fields.add("scale", scale, "on which values are even", {"linear", "log"});
    fields.add("whole", option.whole, "whole numbers only");
  }
  fields.add("divided_by", read.divided_by, "another tuned option");
  fields.add("times", read.times, "another tuned option");
  fields.read(json, where);
  for (const char* limit : {"low", "high"}) {
    if (values || json.contains(limit)) continue;
    throw FieldError(where, fmt::format("{} is missing; expected low and high, or values", limit));
  }
  option.log = scale == "log";
  return read;
}

/// Numbers only: a range, or a list of them.
bool is_numeric(const TunedOption& option) {
  return std::ranges::all_of(option.values, [](const auto& value) { return value.is_number(); });
}

double least_of(const TunedOption& option) {
  if (option.values.empty()) return option.low;
  double least = option.values.front().get<double>();
  for (const ordered_json& value : option.values) least = std::min(least, value.get<double>());
  return least;
}

/// Throws FieldError where a quotient or a product would be none.
void check_dependence(const TunedOption& own, const TunedOption& other, bool divides,
                      const std::string& where) {
  for (const TunedOption* option : {&own, &other}) {
    if (is_numeric(*option)) continue;
    throw FieldError(where, fmt::format("'{}' has values that are no numbers; expected numbers of "
                                        "both options",
                                        option->path));
  }
  if (divides && least_of(other) <= 0) {
    throw FieldError(
        where, fmt::format("'{}' begins at {}; expected above 0", other.path, least_of(other)));
  }
}

/// Finds the option that another depends on; it may not depend on a third.
Dependence dependence_of(const ReadOption& option, const std::vector<ReadOption>& all,
                         const std::string& where) {
  if (option.divided_by.empty() && option.times.empty()) return {};
  if (!option.divided_by.empty() && !option.times.empty()) {
    throw FieldError(where, "has divided_by and times; expected one of the two");
  }
  const bool divides = !option.divided_by.empty();
  const std::string& other = divides ? option.divided_by : option.times;
  std::vector<std::string> free;
  for (std::size_t k = 0; k < all.size(); ++k) {
    if (!all[k].divided_by.empty() || !all[k].times.empty()) continue;
    if (all[k].option.path == other) {
      check_dependence(option.option, all[k].option, divides,
                       where + (divides ? ".divided_by" : ".times"));
      return {divides ? Dependence::Kind::kDividedBy : Dependence::Kind::kTimes,
              static_cast<Eigen::Index>(k)};
    }
    free.push_back(all[k].option.path);
  }
  throw FieldError(where + (divides ? ".divided_by" : ".times"),
                   fmt::format("found '{}'; expected a tuned option that depends on no other{}",
                               other, hint(other, free)));
}

}  // namespace

TunedModel read_tuned_model(const ordered_json& entry, const std::string& where) {
  const ordered_json& tune = entry.at("tune");
  if (!tune.is_object()) {
    throw FieldError(where, "found " + tune.dump() + "; expected {path: {low, high} or {values}}");
  }
  if (tune.empty()) throw FieldError(where, "is empty; expected one option at least");
  if (entry.contains("match_parameters")) {
    throw FieldError(where, "found with match_parameters, which sets a width; expected one of two");
  }
  std::vector<ReadOption> read;
  for (const auto& [path, option] : tune.items()) {
    read.push_back(read_option(path, option, where + "." + path));
  }
  std::vector<TunedOption> options;
  std::vector<Dependence> dependences;
  for (const ReadOption& option : read) {
    options.push_back(option.option);
    dependences.push_back(dependence_of(option, read, where + "." + option.option.path));
  }
  const std::string label = entry.value("label", "");
  try {
    return {label.empty() ? entry.at("model").get<std::string>() : label, SearchSpace(options),
            dependences};
  } catch (const FieldError& error) {
    const std::string problem = error.what();  // begins with the path
    throw FieldError(where + "." + error.path(), problem.substr(error.path().size() + 2));
  }
}

PathValues TunedModel::values(const SearchPoint& setting) const {
  const auto value = [&](Eigen::Index k) {
    return space.value(k, setting[static_cast<std::size_t>(k)]);
  };
  PathValues all;
  for (Eigen::Index k = 0; k < space.dimensions(); ++k) {
    ordered_json own = value(k);
    const Dependence& depends = dependences[static_cast<std::size_t>(k)];
    if (depends.kind != Dependence::Kind::kNone) {
      const auto other = value(depends.other).get<double>();
      const bool divides = depends.kind == Dependence::Kind::kDividedBy;
      const double exact =
          divides ? std::floor(own.get<double>() / other) : std::round(own.get<double>() * other);
      own = static_cast<std::int64_t>(std::clamp(exact, 1.0, kLargestWidth));
    }
    all.push_back(path_value(space.option(k).path, std::move(own)));
  }
  return all;
}

ordered_json TunedModel::to_json(const SearchPoint& setting) const {
  ordered_json json = ordered_json::object();
  for (const auto& [path, value] : values(setting)) json[path] = value;
  return json;
}

ordered_json TunedModel::space_json() const {
  ordered_json list = ordered_json::array();
  for (Eigen::Index k = 0; k < space.dimensions(); ++k) {
    const TunedOption& option = space.option(k);
    if (!option.values.empty()) {
      list.push_back({{"path", option.path}, {"values", option.values}});
    } else {
      list.push_back({{"path", option.path},
                      {"low", option.low},
                      {"high", option.high},
                      {"scale", option.log ? "log" : "linear"},
                      {"whole", option.whole}});
    }
    const Dependence& depends = dependences[static_cast<std::size_t>(k)];
    if (depends.kind == Dependence::Kind::kNone) continue;
    const bool divides = depends.kind == Dependence::Kind::kDividedBy;
    list.back()[divides ? "divided_by" : "times"] = space.option(depends.other).path;
  }
  return list;
}

SearchSpace read_space(const ordered_json& space_json) {
  std::vector<TunedOption> options;
  for (const ordered_json& entry : space_json) {
    TunedOption& option = options.emplace_back(TunedOption{.path = entry.at("path")});
    if (entry.contains("values")) {
      option.values = entry["values"].get<std::vector<ordered_json>>();
      continue;
    }
    option.low = entry.at("low");
    option.high = entry.at("high");
    option.log = entry.at("scale") == "log";
    option.whole = entry.at("whole");
  }
  return SearchSpace(std::move(options));
}

}  // namespace mmoe
