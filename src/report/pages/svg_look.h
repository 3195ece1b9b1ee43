// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pugixml.hpp>

namespace mmoe {

/// Says once, on the canvas, what most of gnuplot's groups say; then drops what an element would
/// inherit anyway, merges groups with their only child, and leaves the background and the look of
/// gridlines and black text to the page's style sheet. Definitions stay: they inherit from where
/// they are used.
void share_look(pugi::xml_node canvas);

/// Makes groups of one look that follow each other one group, and merges them with an only child.
void join_groups(pugi::xml_node canvas);

}  // namespace mmoe
