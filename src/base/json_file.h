// SPDX-License-Identifier: Apache-2.0
// JSON with the line of each member, so that errors can name file and line.
#pragma once

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "base/error.h"

namespace mmoe {

/// Where each field of a configuration was set: "my.json:12", "--batch". Keyed by path; the path ""
/// has the file: "my.json".
using Origins = std::map<std::string, std::string>;

/// Returns the origin of `path`, or of the nearest member above it; empty if none is known.
std::string origin_of(const Origins& origins, std::string path);

struct JsonText {
  nlohmann::ordered_json value;
  Origins origins;
};

/// Parses `text`; `name` stands for the file in messages. Throws InputError "NAME:LINE:COLUMN: ..."
/// on malformed JSON, and "NAME:LINE: ..." on a member given twice or more than 64 levels.
JsonText parse_json(const std::string& text, const std::string& name);

/// Reads and parses a file. Throws InputError if it cannot be read.
JsonText read_json(const std::string& path);

/// Returns JSON text, on one line if `indent` is -1. Bytes that are not UTF-8, which names of
/// folders may have, become U+FFFD; control characters are escaped.
std::string json_text(const nlohmann::ordered_json& value, int indent = 2);

/// Removes and returns a member that is read separately; empty if `json` is no object or lacks it.
std::optional<nlohmann::ordered_json> take_member(nlohmann::ordered_json& json, const char* name);

/// Returns the error's message after the origin of its field; a flag of the field's name is said
/// once.
std::string with_origin(const Origins& origins, const FieldError& error);

/// Calls `work`; prefixes an error in a field with the place that set the field.
template <typename Work>
auto naming_origins(const Origins& origins, Work work) {
  try {
    return work();
  } catch (const FieldError& error) {
    throw InputError(with_origin(origins, error));
  }
}

}  // namespace mmoe
