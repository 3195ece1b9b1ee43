// SPDX-License-Identifier: Apache-2.0
// A design's search: how near to the paper its points came.
#pragma once

#include <vector>

#include "report/exhibits/exhibit.h"
#include "study/study.h"

namespace mmoe {

/// The distance of each point in the order of the search, and those that were the nearest so far.
/// `study` has a search.
Exhibit study_search(const Study& study);

/// What is shown of a study: its search, if it has one, and the map.
std::vector<Exhibit> study_exhibits(const Study& study);

}  // namespace mmoe
