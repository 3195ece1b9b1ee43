// SPDX-License-Identifier: Apache-2.0
// What the steps that shorten a drawing ask of its elements.
#pragma once

#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace mmoe {

inline bool is_element(pugi::xml_node node, std::string_view name) { return node.name() == name; }

inline bool have_same_attributes(pugi::xml_node a, pugi::xml_node b) {
  return std::equal(a.attributes_begin(), a.attributes_end(), b.attributes_begin(),
                    b.attributes_end(), [](auto x, auto y) {
                      return x.name() == std::string(y.name()) &&
                             x.value() == std::string(y.value());
                    });
}

/// What a marker takes from the groups that it stands in.
inline constexpr std::array<const char*, 4> kOfMarkers = {"color", "fill", "stroke",
                                                          "stroke-width"};

/// What the nearest group round `node` says; empty where none does.
inline std::string inherited(pugi::xml_node node, const char* name) {
  pugi::xml_node group = node.parent();
  while (group && !group.attribute(name)) group = group.parent();
  return group.attribute(name).value();
}

/// Each before what it holds.
inline std::vector<pugi::xml_node> elements_below(pugi::xml_node node) {
  std::vector<pugi::xml_node> list;
  for (const pugi::xml_node child : node.children()) {
    list.push_back(child);
    const auto inside = elements_below(child);
    list.insert(list.end(), inside.begin(), inside.end());
  }
  return list;
}

/// Moves the lines of one path to the end of another.
inline void add_to_path(pugi::xml_node path, pugi::xml_node more) {
  auto d = path.attribute("d");
  d = (std::string(d.value()) + more.attribute("d").value()).c_str();
  more.parent().remove_child(more);
}

}  // namespace mmoe
