// SPDX-License-Identifier: Apache-2.0
// The files of an archive (.tar, .tar.gz) or of an unpacked folder, one after another and never
// held whole.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>

namespace mmoe {

/// Fills the front of a buffer with a file's next bytes; returns their number, 0 at its end alone.
using FileBytes = std::function<std::size_t(std::span<char>)>;

/// Calls `visit` with the last component of each plain file's path and its bytes, which need not be
/// read: an archive in its own order, a folder by name, without those below it. Throws RunError, in
/// one line, where the archive is damaged or truncated, or a file cannot be read; Interrupted.
void visit_files(const std::filesystem::path& source,
                 const std::function<void(const std::string& name, const FileBytes& bytes)>& visit);

}  // namespace mmoe
