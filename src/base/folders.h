// SPDX-License-Identifier: Apache-2.0
// The user's folders by the XDG Base Directory Specification: a variable that is unset, empty or
// not an absolute path has its default below the home folder. Creates nothing.
#pragma once

#include <filesystem>

namespace mmoe {

/// Returns the folder of data sets, one subfolder each: $XDG_DATA_HOME/mmoe-bench, by default
/// ~/.local/share/mmoe-bench. Throws InputError if neither the variable nor HOME is set.
std::filesystem::path user_data_dir();

/// Returns the cache folder: $XDG_CACHE_HOME/mmoe-bench, by default ~/.cache/mmoe-bench. Throws
/// likewise.
std::filesystem::path user_cache_dir();

}  // namespace mmoe
