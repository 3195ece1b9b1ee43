// SPDX-License-Identifier: Apache-2.0
// A setting's encoding as a value that a saved model keeps.
#pragma once

#include <string>
#include <vector>

#include "data/census/draw.h"
#include "data/census/labels.h"
#include "data/census/settings.h"
#include "data/row_form.h"

namespace mmoe {

/// Returns the form of rows of either file, and of CSV files whose header names the columns as
/// kCensusColumns does. Throws FieldError if categories are aligned by position, as their inputs
/// then depend on the whole file.
RowForm census_row_form(const CensusInputs& inputs, const CensusView& view,
                        const std::vector<CensusLabel>& tasks);

}  // namespace mmoe
