// SPDX-License-Identifier: Apache-2.0
// Reads the records of a CSV or TSV file after RFC 4180, and as people have such files: lines end
// in LF or CRLF, the last one in either or none; a byte order mark at the start is skipped, and so
// are blank lines; blanks around a field are not part of it unless it is quoted.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/table/plain_bytes.h"

namespace mmoe {

/// A quoted field may hold delimiters, line feeds and, doubled, quotes. Throws InputError, naming
/// file and line, on a quote that is not closed, text behind a closing quote, a carriage return
/// alone, bytes that are not UTF-8 or hold a NUL, a longer record, and what PlainBytes throws.
class CsvReader {
 public:
  /// Bytes of one record: room for 10,000 columns of some 1,600 bytes.
  static constexpr std::size_t kMaxRecord = std::size_t{1} << 24;

  /// Fills the front of a buffer; returns the number of bytes, 0 at the end alone.
  using ByteSource = std::function<std::size_t(std::span<char>)>;

  CsvReader(std::string path, char delimiter);
  /// Reads plain bytes from elsewhere; errors call them `name`.
  CsvReader(std::string name, char delimiter, ByteSource source);

  /// The fields of the next record, valid until the next call; false at the end of the file.
  bool next(std::vector<std::string_view>& fields);

  const std::string& path() const { return path_; }
  /// The line on which the last record begins, from 1.
  std::int64_t line() const { return line_; }
  /// Size and SHA-256 of all plain bytes of a file, once next() has returned false.
  std::int64_t bytes() const { return file_->bytes(); }
  std::string sha256() const { return file_->sha256(); }

 private:
  enum class Parsed { kRecord, kBlank, kMore };
  enum class After { kField, kRecord, kMore };  // what ends with a field
  struct Field {
    std::size_t begin, end;  // in buffer_
    bool doubled;            // holds quotes that are doubled
  };
  Parsed parse();
  After parse_field(std::size_t& at);
  After parse_quoted(std::size_t& at);
  After parse_plain(std::size_t& at);
  After parse_end(std::size_t& at) const;
  std::size_t find_stop(std::size_t at) const;
  /// Whether a plain field ends at the byte.
  bool is_stop(char c) const { return c == delimiter_ || c == '\n' || c == '\r'; }
  bool is_blank(char c) const { return c == ' ' || (c == '\t' && delimiter_ != '\t'); }
  void give(std::vector<std::string_view>& fields);
  void check_text(std::string_view record) const;
  void start();
  void refill();
  void skip_mark();
  [[noreturn]] void fail(const std::string& problem) const;

  std::string path_;
  std::optional<PlainBytes> file_;  // where the bytes are a file's
  ByteSource source_;               // where they are not
  char delimiter_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;  // unread bytes are [begin_, end_) of the buffer
  std::size_t end_ = 0;
  std::size_t next_ = 0;  // where the record after this one begins
  bool ended_ = false;    // the file has no bytes beyond the buffer's
  std::vector<Field> fields_;
  std::int64_t feeds_ = 0;  // line feeds inside the record's fields
  std::int64_t line_ = 0;
  std::int64_t next_line_ = 1;
};

}  // namespace mmoe
