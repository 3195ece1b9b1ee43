// SPDX-License-Identifier: Apache-2.0
// What the steps that shorten a drawing ask of its elements.
#pragma once

#include <algorithm>
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

/// Adds the elements below `node` to `list`, each before what it holds.
inline void list_elements(pugi::xml_node node, std::vector<pugi::xml_node>& list) {
  for (const pugi::xml_node child : node.children()) {
    list.push_back(child);
    list_elements(child, list);
  }
}

inline std::vector<pugi::xml_node> elements_below(pugi::xml_node node) {
  std::vector<pugi::xml_node> list;
  list_elements(node, list);
  return list;
}

/// Moves the lines of one path to the end of another.
inline void add_to_path(pugi::xml_node path, pugi::xml_node more) {
  auto d = path.attribute("d");
  d = (std::string(d.value()) + more.attribute("d").value()).c_str();
  more.parent().remove_child(more);
}

}  // namespace mmoe
