// SPDX-License-Identifier: Apache-2.0
// Incremental SHA-256 (FIPS 180-4), by OpenSSL's libcrypto.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"

struct evp_md_ctx_st;

namespace mmoe {

class Sha256 {
 public:
  Sha256();

  void update(std::string_view bytes);
  /// Returns the digest of all bytes so far, 64 lower-case hex digits; more bytes may follow.
  std::string hex() const;

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

/// Adds the number and the bytes of `values`, so that the end of one list is never taken for the
/// beginning of the next.
template <typename Value>
void update_values(Sha256& hash, const std::vector<Value>& values) {
  hash.update(std::to_string(values.size()) + " ");
  hash.update(bytes_of_list(values));
}

/// Returns the digest of `bytes`.
std::string sha256_hex(std::string_view bytes);

/// Returns the digest of a file; empty if it cannot be read. Throws Interrupted.
std::optional<std::string> sha256_of_file(const std::filesystem::path& path);

}  // namespace mmoe
