// SPDX-License-Identifier: Apache-2.0
#include "report/pages/svg_look.h"

#include <array>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "report/pages/svg_element.h"

namespace mmoe {
namespace {

using Look = std::map<std::string, std::string>;

constexpr std::array<const char*, 6> kInherited = {"fill",         "color",     "stroke",
                                                   "stroke-width", "font-size", "text-anchor"};

std::vector<pugi::xml_node> elements_of(pugi::xml_node node) {
  std::vector<pugi::xml_node> list;
  for (const pugi::xml_node child : node.children()) list.push_back(child);
  return list;
}

/// The style sheet has the look of a gridline.
void plain_gridline(pugi::xml_node line) {
  for (const char* name : {"stroke", "stroke-width", "stroke-dasharray", "color"}) {
    line.remove_attribute(name);
  }
}

/// The style sheet fills text without strokes, in the page's colour.
void plain_label(pugi::xml_node text) {
  text.remove_attribute("stroke");
  if (text.attribute("fill").value() == std::string("black")) text.remove_attribute("fill");
}

/// The page draws black in the colour of its text, and so currentColor.
bool says_nothing(const std::string& name, const std::string& value, const Look& inherited) {
  const std::string& from = inherited.at(name);
  return value == from || (name == "stroke" && value == "black" && from == "currentColor");
}

/// Moves the attributes of a group to its only child, and that to the group's place.
void merge_with_child(pugi::xml_node group) {
  pugi::xml_node child = group.first_child();
  for (const pugi::xml_attribute attribute : group.attributes()) {
    if (!child.attribute(attribute.name())) {
      child.append_attribute(attribute.name()) = attribute.value();
    }
  }
  group.parent().insert_move_before(child, group);
  group.parent().remove_child(group);
}

void dissolve(pugi::xml_node group) {
  for (const pugi::xml_node child : elements_of(group)) {
    group.parent().insert_move_before(child, group);
  }
  group.parent().remove_child(group);
}

/// translate(x,y) alone is the place of a text.
void place_text(pugi::xml_node text) {
  const std::string transform = text.attribute("transform").value();
  const std::string start = "translate(";
  const std::size_t comma = transform.find(',');
  if (!transform.starts_with(start) || transform.find(')') + 1 != transform.size()) return;
  text.remove_attribute("transform");
  text.append_attribute("x") = transform.substr(start.size(), comma - start.size()).c_str();
  text.append_attribute("y") = transform.substr(comma + 1, transform.size() - comma - 2).c_str();
}

/// Merges a group with what it holds, where that changes nothing that is drawn.
void simplify(pugi::xml_node node) {
  if (!is_element(node, "g")) return;
  const auto children = elements_of(node);
  if (children.empty()) {
    node.parent().remove_child(node);
  } else if (!node.first_attribute()) {
    dissolve(node);
  } else if (children.size() == 1 && !is_element(children[0], "defs") &&
             !is_element(children[0], "use") && !children[0].attribute("transform") &&
             !node.attribute("opacity") && !node.attribute("id")) {
    merge_with_child(node);
    if (is_element(children[0], "text")) {
      plain_label(children[0]);
      place_text(children[0]);
    }
    if (children[0].attribute("class").value() == std::string("gridline")) {
      plain_gridline(children[0]);
    }
  }
}

void share_below(pugi::xml_node node, Look inherited) {
  if (is_element(node, "defs")) return;
  for (const char* name : kInherited) {
    const std::string value = node.attribute(name).value();
    if (value.empty()) continue;
    if (says_nothing(name, value, inherited)) {
      node.remove_attribute(name);
    } else {
      inherited[name] = value;
    }
  }
  for (const pugi::xml_node child : elements_of(node)) share_below(child, inherited);
  simplify(node);
}

/// The style sheet has a class for each way to stand at a place.
void name_anchors(pugi::xml_node node) {
  for (pugi::xml_node child : node.children()) {
    if (const auto anchor = child.attribute("text-anchor"); anchor && !child.attribute("class")) {
      child.append_attribute("class") = std::string(anchor.value()).substr(0, 1).c_str();
      child.remove_attribute("text-anchor");
    }
    name_anchors(child);
  }
}

/// Lines without a look of their own are one path, and gridlines another, at the place of the
/// first: those of an axis, between which nothing stands but each other and text.
void join_lines(pugi::xml_node canvas) {
  std::map<std::string, pugi::xml_node> joined;  // by class
  for (const pugi::xml_node child : elements_of(canvas)) {
    const std::string kind = child.attribute("class").value();
    const auto attributes = std::distance(child.attributes_begin(), child.attributes_end());
    const bool is_plain = is_element(child, "path") && attributes == (kind.empty() ? 1 : 2);
    if (!is_plain) {
      if (!is_element(child, "text")) joined.clear();
      continue;
    }
    const auto [first, is_new] = joined.emplace(kind, child);
    if (!is_new) add_to_path(first->second, child);
  }
}

/// What a path looks like; empty where two of them on each other look like another one.
std::string look_of_line(pugi::xml_node path) {
  std::string look;
  if (!is_element(path, "path")) return look;
  for (const pugi::xml_attribute attribute : path.attributes()) {
    const std::string name = attribute.name();
    if (name == "d") continue;
    if (name == "opacity" || name == "fill" || name.ends_with("-opacity")) return "";
    look += name + "=" + attribute.value() + " ";
  }
  return look;
}

/// Lines of one look of their own that follow each other are one path.
void join_alike(pugi::xml_node canvas) {
  pugi::xml_node last;
  for (const pugi::xml_node child : elements_of(canvas)) {
    const std::string look = look_of_line(child);
    if (!look.empty() && last && look == look_of_line(last)) {
      add_to_path(last, child);
    } else {
      last = child;
    }
  }
}

}  // namespace

void share_look(pugi::xml_node canvas) {
  const Look look = {{"fill", "none"},      {"color", "black"},  {"stroke", "currentColor"},
                     {"stroke-width", "1"}, {"font-size", "13"}, {"text-anchor", "start"}};
  canvas.remove_child("rect");  // the background, which is the page's
  for (const pugi::xml_node child : elements_of(canvas)) share_below(child, look);
  join_lines(canvas);
  join_alike(canvas);
  name_anchors(canvas);
  canvas.append_attribute("class") = "canvas";  // the style sheet's, with the look above
}

void join_groups(pugi::xml_node canvas) {
  pugi::xml_node last;
  for (const pugi::xml_node child : elements_of(canvas)) {
    // Opacity is that of a group as a whole.
    const bool can_join = is_element(child, "g") && !child.attribute("opacity");
    if (can_join && last && have_same_attributes(last, child)) {
      for (const pugi::xml_node part : elements_of(child)) last.append_move(part);
      canvas.remove_child(child);
    } else {
      last = can_join ? child : pugi::xml_node();
    }
  }
  for (const pugi::xml_node child : elements_of(canvas)) simplify(child);
}

}  // namespace mmoe
