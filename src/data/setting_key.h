// SPDX-License-Identifier: Apache-2.0
// The names of settings in keys and files.
#pragma once

#include <string>

#include "data/data_set.h"

namespace mmoe {

/// Returns "cosine=0.5": a setting as part of a key, by its first member, which names the point of
/// a sweep; "data" for data without settings.
std::string setting_key(const Setting& setting);

/// Whether `key` is that of a setting of the same data as `like`, which this run may leave out.
bool is_setting_key(const std::string& key, const Setting& like);

}  // namespace mmoe
