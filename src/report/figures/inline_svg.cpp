// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "base/error.h"
#include "report/pages/escape.h"
#include "report/pages/html_page.h"
#include "report/pages/small_svg.h"

namespace mmoe {
namespace {

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
}

/// Cuts the first element <NAME>...</NAME>, gnuplot's word on itself.
void cut_element(std::string& svg, const std::string& name) {
  const std::size_t begin = svg.find("<" + name + ">");
  const std::string closing = "</" + name + ">";
  const std::size_t end = svg.find(closing, begin);
  if (begin != std::string::npos && end != std::string::npos) {
    svg.erase(begin, end + closing.size() - begin);
  }
}

}  // namespace

std::string inline_svg(const std::string& svg, const std::string& name,
                       const std::string& description) {
  const std::size_t begin = svg.find("<svg");
  if (begin == std::string::npos) throw RunError("figure " + name + ": not an SVG drawing");
  std::string element = small_svg(svg.substr(begin));
  cut_element(element, "title");
  cut_element(element, "desc");
  // Shared definitions, the same in every drawing: two of a name on one page would clash.
  replace_all(element, "id='", "id='" + name + "-");
  replace_all(element, "href='#", "href='#" + name + "-");
  replace_all(element, "id=\"gnuplot_canvas\"", "id=\"" + name + "-canvas\"");
  element.insert(4, fmt::format(" role=\"img\" aria-label=\"{}\"", html_escaped(description)));
  return element;
}

}  // namespace mmoe
