// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pugixml.hpp>

namespace mmoe {

/// Makes neighbouring points of the drawing (<use href="#MARKER" transform="translate(X,Y)
/// scale(S)" LOOK/>) that look alike the vertices of one path, each with a marker: of the line
/// before, if it goes through them. Points that look alike have one marker.
void group_points(pugi::xml_node canvas);

}  // namespace mmoe
