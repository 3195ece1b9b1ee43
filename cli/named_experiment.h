// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/json_file.h"

namespace mmoe::cli {

/// Returns the configuration of an experiment that an argument names, and no flag. Throws as
/// load_configuration does.
JsonText load_named(const std::string& name);

}  // namespace mmoe::cli
