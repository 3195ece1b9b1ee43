// SPDX-License-Identifier: Apache-2.0
// Options of a model that differ on settings of the data (ModelSpec::at), beside the data.
#pragma once

#include "data/data_set.h"
#include "experiment/config/experiment.h"

namespace mmoe {

/// Refuses, by a FieldError, options for what is no setting of the data; it may be one that this
/// run leaves out.
void check_settings(const Experiment& experiment, const DataDescription& data);

}  // namespace mmoe
