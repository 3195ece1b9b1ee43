// SPDX-License-Identifier: Apache-2.0
#include "report/pages/svg_bars.h"

#include <sstream>
#include <string>
#include <string_view>

#include "report/pages/svg_element.h"
#include "report/pages/svg_path.h"

namespace mmoe {
namespace {

bool has(pugi::xml_node node, const char* name, std::string_view value) {
  return node.attribute(name).value() == value;
}

/// Whether `path` is the border of `polygon`: of its colour, closed, and begun at its first corner,
/// from which it goes up or down.
bool is_border(pugi::xml_node path, pugi::xml_node polygon) {
  if (!is_element(path, "path") || !has(path, "stroke", polygon.attribute("fill").value())) {
    return false;
  }
  const std::string_view corners = polygon.attribute("points").value();
  const std::string_view d = path.attribute("d").value();
  const std::string_view corner = corners.substr(0, corners.find(' '));
  if (!d.starts_with('M') || !d.ends_with('Z') || !d.substr(1).starts_with(corner)) return false;
  return d[1 + corner.size()] == 'V' || d[1 + corner.size()] == 'v';
}

bool look_alike(pugi::xml_node a, pugi::xml_node b) {
  for (const char* name : {"fill", "fill-opacity", "stroke", "stroke-width"}) {
    if (!has(a, name, b.attribute(name).value())) return false;
  }
  return true;
}

/// Makes one path of the polygon and its border.
pugi::xml_node bar_of(pugi::xml_node polygon, pugi::xml_node border) {
  for (const char* name : {"fill", "fill-opacity"}) {
    if (const auto value = polygon.attribute(name)) border.append_copy(value);
  }
  polygon.parent().remove_child(polygon);
  return border;
}

/// "1,2 3,4" as "M1,2 L3,4 Z".
std::string path_of(pugi::xml_node polygon) {
  std::string d;
  std::istringstream corners(polygon.attribute("points").value());
  for (std::string corner; corners >> corner;) d += (d.empty() ? "M" : "L") + corner + " ";
  return d + "Z";
}

}  // namespace

void shorten_polygons(pugi::xml_node parent) {
  for (pugi::xml_node child : parent.children()) {
    shorten_polygons(child);
    if (!is_element(child, "polygon")) continue;
    const std::string d = short_path(path_of(child));
    child.set_name("path");
    child.remove_attribute("points");
    child.append_attribute("d") = d.c_str();
    if (!has(child, "stroke", "none") || !has(child, "shape-rendering", "crispEdges")) continue;
    for (const char* name : {"stroke", "shape-rendering"}) child.remove_attribute(name);
    child.append_attribute("class") = "area";
  }
}

void join_bars(pugi::xml_node parent) {
  pugi::xml_node last;  // the bar before, if nothing stands between
  for (pugi::xml_node child = parent.first_child(); child;) {
    const pugi::xml_node next = child.next_sibling();
    join_bars(child);
    if (!is_element(child, "polygon") || !is_border(next, child)) {
      last = {};
      child = next;
      continue;
    }
    const pugi::xml_node after = next.next_sibling();
    const pugi::xml_node bar = bar_of(child, next);
    if (last && look_alike(last, bar)) {
      add_to_path(last, bar);
    } else {
      last = bar;
    }
    child = after;
  }
}

}  // namespace mmoe
