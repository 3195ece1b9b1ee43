// SPDX-License-Identifier: Apache-2.0
#include "report/pages/svg_points.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "report/pages/svg_path.h"

namespace mmoe {
namespace {

struct MarkerPoint {
  pugi::xml_node node;
  std::string marker, x, y, scale, color, opacity;

  bool is_like(const MarkerPoint& other) const {
    return marker == other.marker && scale == other.scale && color == other.color &&
           opacity == other.opacity;
  }
};

std::string text_between(const std::string& text, const std::string& before,
                         const std::string& after) {
  const std::size_t begin = text.find(before);
  if (begin == std::string::npos) return "";
  const std::size_t from = begin + before.size();
  return text.substr(from, text.find(after, from) - from);
}

std::optional<MarkerPoint> marker_point(pugi::xml_node node) {
  const std::string transform = node.attribute("transform").value();
  const std::string place = text_between(transform, "translate(", ")");
  const std::size_t comma = place.find(',');
  if (node.name() != std::string("use") || comma == std::string::npos) return std::nullopt;
  return MarkerPoint{.node = node,
                     .marker = node.attribute("href").value(),
                     .x = place.substr(0, comma),
                     .y = place.substr(comma + 1),
                     .scale = text_between(transform, "scale(", ")"),
                     .color = node.attribute("color").value(),
                     .opacity = node.attribute("opacity").value()};
}

void group_alike(const std::vector<MarkerPoint>& points, int& markers) {
  constexpr std::size_t kFewest = 3;
  if (points.size() < kFewest) return;
  const MarkerPoint& first = points.front();
  const std::string id = fmt::format("m{}", markers++);
  pugi::xml_node parent = first.node.parent();
  pugi::xml_node group = parent.insert_child_before("g", first.node);
  if (!first.color.empty()) group.append_attribute("color") = first.color.c_str();
  if (!first.opacity.empty()) {  // of a group it would be of all its points together
    group.append_attribute("fill-opacity") = first.opacity.c_str();
    group.append_attribute("stroke-opacity") = first.opacity.c_str();
  }
  // A marker takes its colour from the group that it stands in, not from the path that it marks.
  pugi::xml_node marker = group.append_child("marker");
  marker.append_attribute("id") = id.c_str();
  marker.append_attribute("markerUnits") = "userSpaceOnUse";
  pugi::xml_node shape = marker.append_child("use");
  shape.append_attribute("href") = first.marker.c_str();
  shape.append_attribute("transform") = fmt::format("scale({})", first.scale).c_str();
  std::vector<SvgPlace> places;
  for (const MarkerPoint& point : points) {
    places.push_back(svg_place(point.x, point.y));
    parent.remove_child(point.node);
  }
  pugi::xml_node path = group.append_child("path");
  path.append_attribute("d") = path_through(places).c_str();
  path.append_attribute("stroke") = "none";
  path.append_attribute("style") = fmt::format("marker:url(#{})", id).c_str();
}

}  // namespace

void group_points(pugi::xml_node parent, int& markers) {
  std::vector<MarkerPoint> alike;
  std::vector<std::vector<MarkerPoint>> groups;
  for (const pugi::xml_node child : parent.children()) {
    const auto point = marker_point(child);
    if (!alike.empty() && (!point || !point->is_like(alike.front()))) {
      groups.push_back(std::move(alike));
      alike.clear();
    }
    if (point) alike.push_back(*point);
    if (child.name() != std::string("defs")) group_points(child, markers);
  }
  groups.push_back(std::move(alike));
  for (const auto& points : groups) group_alike(points, markers);
}

}  // namespace mmoe
