// SPDX-License-Identifier: Apache-2.0
// Reads a text file, plain or gzip-compressed, line by line, and computes the size and SHA-256
// of its uncompressed bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/sha256.h"

struct gzFile_s;

namespace mmoe {

/// Every line ends in LF and holds at most kMaxLine bytes. Throws InputError, naming file and line,
/// on a file that cannot be read, a truncated or corrupt gzip stream, a longer line, and a last
/// line without LF (a truncated file).
class TextReader {
 public:
  static constexpr std::size_t kMaxLine = std::size_t{1} << 16;

  explicit TextReader(std::string path);

  /// Returns the next line without its LF, valid until the next call; false at the end of the file.
  bool next(std::string_view& line);

  const std::string& path() const { return path_; }
  /// Returns the number of the last line returned, from 1.
  std::int64_t line_number() const { return line_number_; }
  /// Size and SHA-256 of all uncompressed bytes, once next() has returned false.
  std::int64_t bytes() const { return bytes_; }
  std::string sha256() const { return sha_.hex(); }

 private:
  struct Close {
    void operator()(gzFile_s* file) const;
  };
  /// Moves the rest of the buffer to its front and refills it; returns false at the end.
  bool refill();
  [[noreturn]] void fail_reading() const;
  [[noreturn]] void fail_line_length() const;

  std::string path_;
  std::unique_ptr<gzFile_s, Close> file_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;  // unread bytes are [begin_, end_) of the buffer
  std::size_t end_ = 0;
  std::int64_t line_number_ = 0;
  std::int64_t bytes_ = 0;
  Sha256 sha_;
};

}  // namespace mmoe
