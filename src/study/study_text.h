// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "study/study.h"

namespace mmoe {

/// For people: the nearest point to each figure, and for each measure where it holds and what
/// decides it.
std::string study_text(const Study& study);

}  // namespace mmoe
