// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <pugixml.hpp>
#include <string>

namespace mmoe {

/// Markers and shapes of the drawings of a page, those that are equal once for all of them.
class PageSymbols {
 public:
  /// Moves the definitions below `canvas` here, unless an equal one is here already, and names
  /// them in the drawing by their ids here: "s0", "s1", ... No definition holds another.
  void take(pugi::xml_node canvas);

  /// An element without size that holds them; empty for none.
  std::string svg() const;

 private:
  std::map<std::string, std::string> ids_;  // by definition
  std::string definitions_;
};

}  // namespace mmoe
