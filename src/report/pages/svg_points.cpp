// SPDX-License-Identifier: Apache-2.0
#include "report/pages/svg_points.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "report/pages/svg_element.h"
#include "report/pages/svg_path.h"

namespace mmoe {
namespace {

struct MarkerPoint {
  pugi::xml_node node;
  std::string marker, x, y, scale, color, opacity;

  /// What a marker of these points would be, which takes from its groups what it does not say.
  std::string look() const {
    std::string text = marker + " " + scale + " " + color + " " + opacity;
    for (const char* name : kOfMarkers) text += fmt::format(" {}", inherited(node, name));
    return text;
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
  if (!is_element(node, "use") || comma == std::string::npos) return std::nullopt;
  return MarkerPoint{.node = node,
                     .marker = node.attribute("href").value(),
                     .x = place.substr(0, comma),
                     .y = place.substr(comma + 1),
                     .scale = text_between(transform, "scale(", ")"),
                     .color = node.attribute("color").value(),
                     .opacity = node.attribute("opacity").value()};
}

/// The markers of a drawing.
struct Markers {
  std::map<std::string, int> points;      // how many there are of each look
  std::map<std::string, std::string> id;  // of those that the drawing has by now, by look
};

/// Adds the marker of points like `first` before it; returns its id.
std::string add_marker(const MarkerPoint& first, Markers& markers) {
  const auto [known, is_new] =
      markers.id.emplace(first.look(), fmt::format("m{}", markers.id.size()));
  const std::string& id = known->second;
  if (!is_new) return id;
  pugi::xml_node marker = first.node.parent().insert_child_before("marker", first.node);
  marker.append_attribute("id") = id.c_str();
  marker.append_attribute("markerUnits") = "userSpaceOnUse";
  if (!first.color.empty()) marker.append_attribute("color") = first.color.c_str();
  if (!first.opacity.empty()) {  // of the marker it would be of fill and stroke together
    marker.append_attribute("fill-opacity") = first.opacity.c_str();
    marker.append_attribute("stroke-opacity") = first.opacity.c_str();
  }
  pugi::xml_node shape = marker.append_child("use");
  shape.append_attribute("href") = first.marker.c_str();
  shape.append_attribute("transform") = fmt::format("scale({})", first.scale).c_str();
  return id;
}

/// The line that is drawn before `node` and goes through the same places, or a new path without a
/// stroke.
pugi::xml_node path_before(pugi::xml_node node, const std::string& d) {
  pugi::xml_node line = node.previous_sibling();
  if (is_element(line, "path") && line.attribute("d").value() == d && !line.attribute("style") &&
      !line.attribute("opacity")) {
    return line;
  }
  pugi::xml_node path = node.parent().insert_child_before("path", node);
  path.append_attribute("d") = d.c_str();
  path.append_attribute("stroke") = "none";
  return path;
}

void group_alike(const std::vector<MarkerPoint>& points, Markers& markers) {
  constexpr int kFewest = 3;
  if (points.empty() || markers.points[points.front().look()] < kFewest) return;
  std::vector<SvgPlace> places;
  for (const MarkerPoint& point : points) places.push_back(svg_place(point.x, point.y));
  const MarkerPoint& first = points.front();
  pugi::xml_node path = path_before(first.node, path_through(places));
  const std::string id = add_marker(first, markers);
  path.append_attribute("style") = fmt::format("marker:url(#{})", id).c_str();
  for (const MarkerPoint& point : points) point.node.parent().remove_child(point.node);
}

void count_points(pugi::xml_node parent, Markers& markers) {
  for (const pugi::xml_node child : parent.children()) {
    if (const auto point = marker_point(child)) markers.points[point->look()] += 1;
    if (!is_element(child, "defs")) count_points(child, markers);
  }
}

bool is_halo(pugi::xml_node node) {
  return marker_point(node) && node.attribute("color").value() == std::string("#FFFFFF");
}

bool has_points_alone(pugi::xml_node group) {
  return group.first_child() && std::all_of(group.begin(), group.end(), [](pugi::xml_node child) {
           return marker_point(child).has_value();
         });
}

void put_gaps_first(pugi::xml_node group) {
  std::vector<pugi::xml_node> halos;
  std::copy_if(group.begin(), group.end(), std::back_inserter(halos), is_halo);
  for (auto halo = halos.rbegin(); halo != halos.rend(); ++halo) group.prepend_move(*halo);
}

/// Where a line has gaps round its points, gnuplot draws each point and then the white gap of the
/// next, a group for each pair: makes one group of them, gaps first.
void join_points_with_gaps(pugi::xml_node parent) {
  pugi::xml_node last;  // a group of points alone
  for (pugi::xml_node child = parent.first_child(); child;) {
    const pugi::xml_node next = child.next_sibling();
    if (last && has_points_alone(child) && have_same_attributes(last, child)) {
      while (const pugi::xml_node point = child.first_child()) last.append_move(point);
      parent.remove_child(child);
    } else {
      put_gaps_first(last);
      last = has_points_alone(child) ? child : pugi::xml_node();
      join_points_with_gaps(child);
    }
    child = next;
  }
  put_gaps_first(last);
}

void group_points_below(pugi::xml_node parent, Markers& markers) {
  std::vector<MarkerPoint> alike;
  std::vector<std::vector<MarkerPoint>> groups;
  for (const pugi::xml_node child : parent.children()) {
    const auto point = marker_point(child);
    if (!alike.empty() && (!point || point->look() != alike.front().look())) {
      groups.push_back(std::move(alike));
      alike.clear();
    }
    if (point) alike.push_back(*point);
    if (!is_element(child, "defs")) group_points_below(child, markers);
  }
  groups.push_back(std::move(alike));
  for (const auto& points : groups) group_alike(points, markers);
}

}  // namespace

void group_points(pugi::xml_node canvas) {
  join_points_with_gaps(canvas);
  Markers markers;
  count_points(canvas, markers);
  group_points_below(canvas, markers);
}

}  // namespace mmoe
