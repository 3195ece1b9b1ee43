// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pugixml.hpp>

namespace mmoe {

/// Puts neighbouring points of `parent` (<use href="#MARKER" transform="translate(X,Y) scale(S)"
/// LOOK/>) that look alike under one group: the vertices of one path, each with the group's marker.
/// `markers` counts the drawing's markers, whose ids are a letter and a number.
void group_points(pugi::xml_node parent, int& markers);

}  // namespace mmoe
