// SPDX-License-Identifier: Apache-2.0
// Bars and areas of a drawing in fewer characters.
#pragma once

#include <pugixml.hpp>

namespace mmoe {

/// Gnuplot draws a filled bar as a polygon and its border as a path: makes one path of both, and of
/// bars of one look that follow each other.
void join_bars(pugi::xml_node parent);

/// Makes polygons paths, which need no words for what is level or upright; those without a border
/// have a class of the style sheet.
void shorten_polygons(pugi::xml_node parent);

}  // namespace mmoe
