// SPDX-License-Identifier: Apache-2.0
// The user's folders, after the XDG Base Directory Specification: a variable that is unset, empty
// or not an absolute path counts as its default below the home folder. Nothing is created here.
#pragma once

#include <filesystem>

namespace mmoe {

/// Data sets, one folder each: $XDG_DATA_HOME/mmoe-bench, by default ~/.local/share/mmoe-bench.
/// Throws InputError when neither the variable nor HOME is set.
std::filesystem::path user_data_dir();

/// What can be made again: $XDG_CACHE_HOME/mmoe-bench, by default ~/.cache/mmoe-bench. Throws
/// alike.
std::filesystem::path user_cache_dir();

}  // namespace mmoe
