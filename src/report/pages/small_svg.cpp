// SPDX-License-Identifier: Apache-2.0
#include "report/pages/small_svg.h"

#include <fmt/format.h>

#include <cstdio>
#include <pugixml.hpp>
#include <set>
#include <sstream>
#include <vector>

#include "base/error.h"
#include "report/pages/svg_bars.h"
#include "report/pages/svg_element.h"
#include "report/pages/svg_look.h"
#include "report/pages/svg_path.h"
#include "report/pages/svg_points.h"

namespace mmoe {
namespace {

constexpr const char* kCanvas = "gnuplot_canvas";

/// Returns rgb(230, 159, 0) as #e69f00; the page's style sheet knows black by its name.
std::string short_colour(const std::string& text) {
  int r = 0, g = 0, b = 0;
  if (std::sscanf(text.c_str(), "rgb(%d,%d,%d)", &r, &g, &b) != 3) return text;
  return r + g + b == 0 ? "black" : fmt::format("#{:02x}{:02x}{:02x}", r, g, b);
}

void shorten(pugi::xml_attribute attribute) {
  const std::string name = attribute.name();
  if (name == "d") {
    attribute = short_path(attribute.value()).c_str();
  } else if (name.ends_with("-opacity")) {
    attribute = fmt::format("{:g}", attribute.as_double()).c_str();
  } else if (name == "color" || name == "fill" || name == "stroke") {
    attribute = short_colour(attribute.value()).c_str();
  } else if (name != "id" && name != "class" && name != "href") {
    attribute = short_numbers(attribute.value()).c_str();
  }
}

/// Drops what says the default, and gnuplot's word on itself; links need no name space in HTML.
void clean(pugi::xml_node node) {
  for (const char* usual : {"stroke-linecap", "stroke-linejoin", "font-family"}) {
    const std::string value = node.attribute(usual).value();
    if (value == "butt" || value == "miter" || value == "sans-serif") node.remove_attribute(usual);
  }
  const std::string transform = node.attribute("transform").value();
  if (const std::size_t at = transform.find(" rotate(0)"); at != std::string::npos) {
    node.attribute("transform") = transform.substr(0, at).c_str();
  }
  if (auto link = node.attribute("xlink:href")) link.set_name("href");
  if (node.name() == std::string("g") && node.attribute("id").value() != std::string(kCanvas)) {
    node.remove_attribute("id");
  }
  for (const pugi::xml_attribute attribute : node.attributes()) shorten(attribute);
  std::vector<pugi::xml_node> dropped;
  for (const pugi::xml_node child : node.children()) {
    const std::string name = child.name();
    const bool is_empty = name == "text" && !child.first_child();
    if (name == "title" || name == "desc" || name == "filter" || is_empty) {
      dropped.push_back(child);
    } else {
      clean(child);
    }
  }
  for (const pugi::xml_node child : dropped) node.remove_child(child);
}

/// Drops definitions that nothing uses: each comes after what it uses itself.
void drop_unused(pugi::xml_node svg) {
  const std::vector<pugi::xml_node> all = elements_below(svg);
  std::set<std::string> used = {kCanvas};
  for (auto node = all.rbegin(); node != all.rend(); ++node) {
    const std::string id = node->attribute("id").value();
    if (!id.empty() && !used.contains(id)) {
      node->parent().remove_child(*node);
    } else if (const std::string target = node->attribute("href").value(); !target.empty()) {
      used.insert(target.substr(1));
    }
  }
}

}  // namespace

std::string small_svg(const std::string& svg, const std::string& name, PageSymbols& symbols) {
  pugi::xml_document document;
  document.load_buffer(svg.data(), svg.size());
  pugi::xml_node root = document.child("svg");
  pugi::xml_node canvas = root.find_child_by_attribute("id", kCanvas);
  if (!canvas) throw RunError("figure " + name + ": not a drawing of gnuplot's");
  for (const char* space : {"xmlns", "xmlns:xlink"}) root.remove_attribute(space);
  clean(root);
  drop_unused(root);
  group_points(canvas);
  share_look(canvas);
  join_bars(canvas);
  shorten_polygons(canvas);
  symbols.take(canvas);
  canvas.remove_child("defs");
  join_groups(canvas);
  canvas.attribute("id") = name.c_str();
  std::ostringstream text;
  root.print(text, "", pugi::format_raw);
  return text.str();
}

}  // namespace mmoe
