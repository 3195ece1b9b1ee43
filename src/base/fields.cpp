// SPDX-License-Identifier: Apache-2.0
#include "base/fields.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/count_text.h"
#include "base/error.h"

namespace mmoe {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

std::string path_of(const std::string& where, const std::string& name) {
  return where.empty() ? name : where + "." + name;
}

const char* type_name(const Field& field) {
  struct Visitor {
    const char* operator()(bool*) const { return "true or false"; }
    const char* operator()(std::int64_t*) const { return "a whole number"; }
    const char* operator()(double*) const { return "a number"; }
    const char* operator()(std::string*) const { return "a string"; }
    const char* operator()(std::vector<std::int64_t>*) const { return "a list of whole numbers"; }
    const char* operator()(std::vector<double>*) const { return "a list of numbers"; }
    const char* operator()(std::vector<std::string>*) const { return "a list of strings"; }
  };
  return std::visit(Visitor{}, field.target);
}

std::string range_text(const Range& range) {
  if (std::isinf(range.low) && std::isinf(range.high)) return "any finite number";
  if (std::isinf(range.high)) return fmt::format("at least {}", range.low);
  if (std::isinf(range.low)) return fmt::format("at most {}", range.high);
  return fmt::format("{} to {}", range.low, range.high);
}

std::string length_text(std::size_t found, const Range& range) {
  if (range.min_length == range.max_length) return fmt::format("{}", range.min_length);
  return found < range.min_length ? fmt::format("at least {}", range.min_length)
                                  : fmt::format("at most {}", range.max_length);
}

void check_number(double value, const Field& field, const std::string& at) {
  if (!std::isfinite(value) || value < field.range.low || value > field.range.high) {
    throw FieldError(at, fmt::format("found {}; expected {}", value, range_text(field.range)));
  }
}

/// A whole number beyond 2^53 would be rounded to a double, and so pass a limit that it is above.
void check_number(std::int64_t value, const Field& field, const std::string& at) {
  const auto is_beyond = [value](double limit, bool is_above) {
    constexpr double kEnd = 0x1p63;
    if (limit >= kEnd || limit < -kEnd) return (limit > 0) != is_above;
    const auto whole = static_cast<std::int64_t>(is_above ? std::floor(limit) : std::ceil(limit));
    return is_above ? value > whole : value < whole;
  };
  if (is_beyond(field.range.low, false) || is_beyond(field.range.high, true)) {
    throw FieldError(at, fmt::format("found {}; expected {}", value, range_text(field.range)));
  }
}

void check_string(const std::string& value, const Field& field, const std::string& at) {
  if (field.choices.empty()) return;
  if (std::find(field.choices.begin(), field.choices.end(), value) == field.choices.end()) {
    throw FieldError(at, fmt::format("unknown value '{}'{}", value, hint(value, field.choices)));
  }
}

/// In a sweep, a value listed twice would run twice and count as two.
template <typename T>
void check_no_repeat(std::vector<T> values, const std::string& at) {
  std::sort(values.begin(), values.end());
  const auto twice = std::adjacent_find(values.begin(), values.end());
  if (twice != values.end()) {
    throw FieldError(at, fmt::format("found {} twice; expected each value once", *twice));
  }
}

/// Applies the field's limits to a value of any bound type.
struct Check {
  const Field& field;
  const std::string& at;

  void operator()(const bool*) const {}
  void operator()(const std::int64_t* v) const { check_number(*v, field, at); }
  void operator()(const double* v) const { check_number(*v, field, at); }
  void operator()(const std::string* v) const { check_string(*v, field, at); }
  template <typename T>
  void operator()(const std::vector<T>* v) const {
    const Range& range = field.range;
    if (v->size() < range.min_length || v->size() > range.max_length) {
      throw FieldError(at, fmt::format("found {}; expected {}", counted(v->size(), "value"),
                                       length_text(v->size(), range)));
    }
    for (const T& value : *v) {
      if constexpr (std::is_same_v<T, std::string>) {
        check_string(value, field, at);
      } else {
        check_number(value, field, at);
      }
    }
    if (range.distinct) check_no_repeat(*v, at);
  }
};

bool fits(const json& value, const bool*) { return value.is_boolean(); }
bool fits(const json& value, const double*) { return value.is_number(); }
bool fits(const json& value, const std::string*) { return value.is_string(); }
/// Beyond 2^53 a floating-point number no longer identifies one integer.
bool fits(const json& value, const std::int64_t*) {
  if (value.is_number_unsigned()) {
    return value.get<std::uint64_t>() <= std::numeric_limits<std::int64_t>::max();
  }
  if (value.is_number_integer()) return true;
  if (!value.is_number_float()) return false;
  const double number = value.get<double>();
  return std::abs(number) <= 9007199254740992.0 && std::floor(number) == number;
}
template <typename T>
bool fits(const json& value, const std::vector<T>*) {
  return value.is_array() && std::all_of(value.begin(), value.end(), [](const json& element) {
           return fits(element, static_cast<const T*>(nullptr));
         });
}

}  // namespace

void Fields::add(std::string name, bool& member, std::string help) {
  fields_.push_back({std::move(name), &member, std::move(help), {}, {}});
}
void Fields::add(std::string name, std::int64_t& member, std::string help, Range range) {
  fields_.push_back({std::move(name), &member, std::move(help), range, {}});
}
void Fields::add(std::string name, double& member, std::string help, Range range) {
  fields_.push_back({std::move(name), &member, std::move(help), range, {}});
}
void Fields::add(std::string name, std::vector<std::int64_t>& member, std::string help,
                 Range range) {
  fields_.push_back({std::move(name), &member, std::move(help), range, {}});
}
void Fields::add(std::string name, std::vector<double>& member, std::string help, Range range) {
  fields_.push_back({std::move(name), &member, std::move(help), range, {}});
}
void Fields::add(std::string name, std::string& member, std::string help,
                 std::vector<std::string> choices) {
  fields_.push_back({std::move(name), &member, std::move(help), {}, std::move(choices)});
}
void Fields::add(std::string name, std::vector<std::string>& member, std::string help,
                 std::vector<std::string> choices) {
  fields_.push_back({std::move(name), &member, std::move(help), {}, std::move(choices)});
}

std::vector<std::string> Fields::names() const {
  std::vector<std::string> names;
  for (const Field& field : fields_) names.push_back(field.name);
  return names;
}

void Fields::read(const json& object, const std::string& where) {
  if (!object.is_object()) {
    throw FieldError(where, fmt::format("found {}; expected an object", object.dump()));
  }
  for (const auto& [name, value] : object.items()) {
    const auto field = std::find_if(fields_.begin(), fields_.end(),
                                    [&name = name](const Field& f) { return f.name == name; });
    if (field == fields_.end()) {
      throw FieldError(path_of(where, name), fmt::format("unknown field{}", hint(name, names())));
    }
    const std::string at = path_of(where, name);
    std::visit(
        [&, &value = value](auto* member) {
          if (!fits(value, member)) {
            throw FieldError(at,
                             fmt::format("found {}; expected {}", value.dump(), type_name(*field)));
          }
          value.get_to(*member);
          Check{*field, at}(member);
        },
        field->target);
  }
}

void Fields::check(const std::string& where) const {
  for (const Field& field : fields_) {
    const std::string at = path_of(where, field.name);
    std::visit([&](const auto* member) { Check{field, at}(member); }, field.target);
  }
}

Fields Fields::without(const std::string& name) const {
  Fields rest = *this;
  std::erase_if(rest.fields_, [&](const Field& field) { return field.name == name; });
  return rest;
}

ordered_json Fields::write() const {
  ordered_json object = ordered_json::object();
  for (const Field& field : fields_) {
    std::visit([&](const auto* member) { object[field.name] = *member; }, field.target);
  }
  return object;
}

ordered_json Fields::describe() const {
  ordered_json list = ordered_json::array();
  for (const Field& field : fields_) {
    ordered_json entry = {{"name", field.name}, {"type", type_name(field)}};
    std::visit([&](const auto* member) { entry["default"] = *member; }, field.target);
    if (!field.choices.empty()) entry["choices"] = field.choices;
    if (std::isfinite(field.range.low)) entry["min"] = field.range.low;
    if (std::isfinite(field.range.high)) entry["max"] = field.range.high;
    entry["help"] = field.help;
    list.push_back(std::move(entry));
  }
  return list;
}

}  // namespace mmoe
