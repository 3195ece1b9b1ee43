// SPDX-License-Identifier: Apache-2.0
#include "report/pages/svg_symbols.h"

#include <fmt/format.h>

#include <sstream>
#include <string_view>
#include <vector>

#include "report/pages/svg_element.h"

namespace mmoe {
namespace {

using Names = std::map<std::string, std::string>;  // ids on the page by those of a drawing

/// Copies it from the groups below the canvas, whose look all drawings share.
void say_what_is_inherited(pugi::xml_node marker) {
  for (const char* name : kOfMarkers) {
    const std::string value = inherited(marker, name);
    if (!value.empty() && !marker.attribute(name)) marker.append_attribute(name) = value.c_str();
  }
}

/// Gives the link of a <use>, or of a style "marker:url(#m0)", the id on the page.
void name_anew(pugi::xml_node node, const Names& names) {
  if (auto link = node.attribute("href")) {
    if (const auto name = names.find(link.value() + 1); name != names.end()) {
      link = ("#" + name->second).c_str();
    }
  }
  if (auto style = node.attribute("style")) {
    const std::string_view text = style.value();
    const std::size_t from = text.find('#') + 1;
    const auto name = names.find(std::string(text.substr(from, text.find(')') - from)));
    if (name != names.end()) style = fmt::format("marker:url(#{})", name->second).c_str();
  }
}

/// The elements of a drawing that others name.
std::vector<pugi::xml_node> definitions_of(pugi::xml_node canvas) {
  std::vector<pugi::xml_node> list = elements_below(canvas);
  std::erase_if(list, [](pugi::xml_node node) { return !node.attribute("id"); });
  return list;
}

std::string text_of(pugi::xml_node node) {
  std::ostringstream text;
  node.print(text, "", pugi::format_raw);
  return text.str();
}

}  // namespace

void PageSymbols::take(pugi::xml_node canvas) {
  Names names;
  for (pugi::xml_node node : definitions_of(canvas)) {
    const std::string id = node.attribute("id").value();
    node.remove_attribute("id");
    if (is_element(node, "marker")) say_what_is_inherited(node);
    name_anew(node, names);
    for (const pugi::xml_node part : elements_below(node)) name_anew(part, names);
    const auto [known, is_new] = ids_.emplace(text_of(node), fmt::format("s{}", ids_.size()));
    names.emplace(id, known->second);
    if (is_new) {
      node.prepend_attribute("id") = known->second.c_str();
      definitions_ += text_of(node);
    }
    node.parent().remove_child(node);
  }
  for (const pugi::xml_node node : elements_below(canvas)) name_anew(node, names);
}

std::string PageSymbols::svg() const {
  if (definitions_.empty()) return "";
  // Not display: none, with which browsers draw no markers.
  return fmt::format(
      "<svg class=\"symbols\" aria-hidden=\"true\" width=\"0\" height=\"0\"><g "
      "class=\"canvas\">{}</g></svg>\n",
      definitions_);
}

}  // namespace mmoe
