// SPDX-License-Identifier: Apache-2.0
// MD5 (RFC 1321), by OpenSSL's libcrypto: for publishers who tell no better checksum of a file. It
// shows a damaged transfer, and nothing about who wrote the file.
#pragma once

#include <filesystem>
#include <string>

namespace mmoe {

/// Returns the digest of a file, 32 lower-case hex digits. Throws RunError if it cannot be read,
/// Interrupted.
std::string md5_of_file(const std::filesystem::path& path);

}  // namespace mmoe
