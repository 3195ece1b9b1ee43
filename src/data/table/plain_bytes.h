// SPDX-License-Identifier: Apache-2.0
// The plain bytes of a file that lies on disk as it is, or compressed by gzip or Zstandard.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "base/sha256.h"

struct archive;
struct gzFile_s;

namespace mmoe {

/// Reads from beginning to end and keeps size and SHA-256 of the plain bytes. How a file is
/// compressed is seen from its bytes, not from its name. Throws InputError, naming the file, where
/// it cannot be read or its compressed data is cut off or does not have its own checksum.
class PlainBytes {
 public:
  explicit PlainBytes(std::string path);

  /// Fills the front of `out`; the number of bytes, 0 at the end of the file alone.
  std::size_t read(std::span<char> out);

  const std::string& path() const { return path_; }
  /// Size and SHA-256 of all bytes read so far.
  std::int64_t bytes() const { return bytes_; }
  std::string sha256() const { return sha_.hex(); }

 private:
  struct Free {
    void operator()(archive* reader) const;
    void operator()(gzFile_s* file) const;
  };
  void open_zstd();
  std::int64_t read_zstd(std::span<char> out);
  std::int64_t read_gzip(std::span<char> out);
  [[noreturn]] void fail(const std::string& reason) const;

  std::string path_;
  std::unique_ptr<archive, Free> zstd_;
  std::unique_ptr<gzFile_s, Free> file_;  // of all others: gzip, or as it is
  bool ended_ = false;
  std::int64_t bytes_ = 0;
  Sha256 sha_;
};

}  // namespace mmoe
