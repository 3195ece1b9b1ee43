// SPDX-License-Identifier: Apache-2.0
// Options are structs with default member initialisers. One function per struct binds its members
// to names, ranges and help; JSON input and output, help texts, the JSON Schema and range checks
// all derive from that binding.
#pragma once

#include <cstdint>
#include <limits>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <variant>
#include <vector>

namespace mmoe {

/// The closed range of a number (or of each number of a list); for a list also its length, and
/// whether it may contain a number twice.
struct Range {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  std::size_t min_length = 0;
  std::size_t max_length = std::numeric_limits<std::size_t>::max();
  bool distinct = false;
};

/// A member of an options struct, bound by address.
struct Field {
  using Target =
      std::variant<bool*, std::int64_t*, double*, std::string*, std::vector<std::int64_t>*,
                   std::vector<double>*, std::vector<std::string>*>;
  std::string name;
  Target target;
  std::string help;
  Range range;
  std::vector<std::string> choices;  // allowed strings; empty = any
};

/// The bound members of one options struct, in order.
class Fields {
 public:
  void add(std::string name, bool& member, std::string help);
  void add(std::string name, std::int64_t& member, std::string help, Range range = {});
  void add(std::string name, double& member, std::string help, Range range = {});
  void add(std::string name, std::vector<std::int64_t>& member, std::string help, Range range = {});
  void add(std::string name, std::vector<double>& member, std::string help, Range range = {});
  void add(std::string name, std::string& member, std::string help,
           std::vector<std::string> choices = {});
  void add(std::string name, std::vector<std::string>& member, std::string help,
           std::vector<std::string> choices = {});

  /// Returns all fields but one, which another may then replace.
  Fields without(const std::string& name) const;

  const std::vector<Field>& all() const { return fields_; }
  std::vector<std::string> names() const;

  /// Overwrites the members that `object` names. Throws FieldError for WHERE.name on an unknown
  /// name (suggesting the nearest), a wrong type, a value that is out of range or not finite, or
  /// one repeated where values must be distinct.
  void read(const nlohmann::json& object, const std::string& where);
  /// Checks ranges and choices of the current values; throws like read.
  void check(const std::string& where) const;
  /// Returns {name: value} of every member.
  nlohmann::ordered_json write() const;
  /// Returns [{name, type, default, choices, min, max, help}] from the current values; choices, min
  /// and max only if there are any.
  nlohmann::ordered_json describe() const;

 private:
  std::vector<Field> fields_;
};

}  // namespace mmoe
