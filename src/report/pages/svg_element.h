// SPDX-License-Identifier: Apache-2.0
// What the steps that shorten a drawing ask of its elements.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace mmoe {

inline bool is_element(pugi::xml_node node, std::string_view name) { return node.name() == name; }

/// Moves the lines of one path to the end of another.
inline void add_to_path(pugi::xml_node path, pugi::xml_node more) {
  auto d = path.attribute("d");
  d = (std::string(d.value()) + more.attribute("d").value()).c_str();
  more.parent().remove_child(more);
}

}  // namespace mmoe
