// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <pugixml.hpp>
#include <string>

namespace mmoe {

/// Markers and shapes that the drawings of a page have in common, once for all of them.
class PageSymbols {
 public:
  /// Moves the definitions of a drawing here, but for those that are here by now; the drawing
  /// then names them by their ids here, "s0", "s1", ... `canvas` is no definition.
  void take(pugi::xml_node canvas);

  /// An element without size that holds them; empty for none.
  std::string svg() const;

 private:
  std::map<std::string, std::string> ids_;  // by definition
  std::string definitions_;
};

}  // namespace mmoe
