// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pugixml.hpp>

namespace mmoe {

/// Puts neighbouring points of `parent` (<use href="#MARKER" transform="translate(X,Y) scale(S)"
/// LOOK/>) that look alike under one group: places of one marker, which has their size.
/// `markers` counts the drawing's markers, whose ids are a letter and a number.
void group_points(pugi::xml_node parent, int& markers);

}  // namespace mmoe
