// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "report/pages/escape.h"
#include "report/pages/html_page.h"
#include "report/pages/small_svg.h"

namespace mmoe {

std::string inline_svg(const std::string& svg, const std::string& name,
                       const std::string& description, PageSymbols& symbols) {
  std::string element = small_svg(svg, name, symbols);
  element.insert(4, fmt::format(" role=\"img\" aria-label=\"{}\"", html_escaped(description)));
  return element + "\n";
}

}  // namespace mmoe
