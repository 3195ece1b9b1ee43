// SPDX-License-Identifier: Apache-2.0
#include "data/table/csv_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/byte_word.h"
#include "base/error.h"
#include "base/utf8.h"

namespace mmoe {
namespace {

constexpr std::size_t kFirstBuffer = std::size_t{1} << 20;

/// Makes one quote of two, in place; the new end.
char* unescape(char* begin, char* end) {
  char* out = begin;
  for (char* at = begin; at < end; ++at) {
    *out++ = *at;
    at += *at == '"';
  }
  return out;
}

}  // namespace

CsvReader::CsvReader(std::string path, char delimiter)
    : path_(std::move(path)), file_(path_), delimiter_(delimiter), buffer_(kFirstBuffer) {
  start();
}

CsvReader::CsvReader(std::string name, char delimiter, ByteSource source)
    : path_(std::move(name)),
      source_(std::move(source)),
      delimiter_(delimiter),
      buffer_(kFirstBuffer) {
  start();
}

void CsvReader::start() {
  refill();
  skip_mark();
}

bool CsvReader::next(std::vector<std::string_view>& fields) {
  for (;;) {
    if (begin_ == end_ && ended_) return false;
    const Parsed parsed = parse();
    if (parsed == Parsed::kMore) {
      refill();
      continue;
    }
    check_text({buffer_.data() + begin_, next_ - begin_});
    begin_ = next_;
    line_ = next_line_;
    next_line_ += 1 + feeds_;
    if (parsed == Parsed::kBlank) continue;
    give(fields);
    return true;
  }
}

/// One record from begin_ on, into fields_.
CsvReader::Parsed CsvReader::parse() {
  fields_.clear();
  feeds_ = 0;
  std::size_t at = begin_;
  After after = After::kField;
  while (after == After::kField) after = parse_field(at);
  if (after == After::kMore) return Parsed::kMore;
  next_ = at;
  const Field& first = fields_.front();
  const bool quoted = first.begin > begin_ && buffer_[first.begin - 1] == '"';
  return fields_.size() == 1 && first.begin == first.end && !quoted ? Parsed::kBlank
                                                                    : Parsed::kRecord;
}

CsvReader::After CsvReader::parse_field(std::size_t& at) {
  while (at < end_ && is_blank(buffer_[at])) ++at;
  if (at == end_ && !ended_) return After::kMore;
  return at < end_ && buffer_[at] == '"' ? parse_quoted(at) : parse_plain(at);
}

CsvReader::After CsvReader::parse_quoted(std::size_t& at) {
  Field field{at + 1, at + 1, false};
  for (;;) {
    const void* quote = std::memchr(buffer_.data() + field.end, '"', end_ - field.end);
    if (quote == nullptr) {
      if (!ended_) return After::kMore;
      fail("found a quote that is not closed before the end of the file; expected '\"'");
    }
    field.end = static_cast<std::size_t>(static_cast<const char*>(quote) - buffer_.data());
    if (field.end + 1 == end_ && !ended_) return After::kMore;
    if (field.end + 1 == end_ || buffer_[field.end + 1] != '"') break;
    field.doubled = true;
    field.end += 2;
  }
  feeds_ += std::count(buffer_.data() + field.begin, buffer_.data() + field.end, '\n');
  fields_.push_back(field);
  at = field.end + 1;
  while (at < end_ && is_blank(buffer_[at])) ++at;
  if (at < end_ && !is_stop(buffer_[at])) {
    fail(
        fmt::format("found text behind the closing quote of field {}; expected '{}' or the end "
                    "of the line; inside quotes a quote is written twice",
                    fields_.size(), delimiter_ == '\t' ? "\\t" : std::string(1, delimiter_)));
  }
  return parse_end(at);
}

/// The first stop at or behind `at`, or end_. Eight bytes at a time: most fields are shorter, and a
/// loop over bytes would be foretold wrong once in each.
std::size_t CsvReader::find_stop(std::size_t at) const {
  for (; at + kWordBytes <= end_; at += kWordBytes) {
    const std::uint64_t word = load_word(buffer_.data() + at);
    const std::uint64_t marks =
        mark_byte(word, delimiter_) | mark_byte(word, '\n') | mark_byte(word, '\r');
    if (marks != 0) return at + static_cast<std::size_t>(first_marked(marks));
  }
  while (at < end_ && !is_stop(buffer_[at])) ++at;
  return at;
}

CsvReader::After CsvReader::parse_plain(std::size_t& at) {
  Field field{at, at, false};
  at = find_stop(at);
  if (at == end_ && !ended_) return After::kMore;
  field.end = at;
  while (field.end > field.begin && is_blank(buffer_[field.end - 1])) --field.end;
  fields_.push_back(field);
  return parse_end(at);
}

/// Passes the delimiter, or the end of the line, that stands at `at`.
CsvReader::After CsvReader::parse_end(std::size_t& at) const {
  if (at == end_) return ended_ ? After::kRecord : After::kMore;
  const char stop = buffer_[at];
  if (stop == '\r') {
    if (at + 1 == end_ && !ended_) return After::kMore;
    if (at + 1 < end_ && buffer_[at + 1] != '\n') {
      fail("found a carriage return without a line feed; expected lines that end in LF or CRLF");
    }
    at = std::min(at + 2, end_);
    return After::kRecord;
  }
  ++at;
  return stop == '\n' ? After::kRecord : After::kField;
}

void CsvReader::give(std::vector<std::string_view>& fields) {
  fields.clear();
  char* const base = buffer_.data();
  for (const Field& field : fields_) {
    char* const begin = base + field.begin;
    char* const end = field.doubled ? unescape(begin, base + field.end) : base + field.end;
    fields.emplace_back(begin, static_cast<std::size_t>(end - begin));
  }
}

void CsvReader::check_text(std::string_view record) const {
  if (std::memchr(record.data(), '\0', record.size()) != nullptr) {
    fail("found a NUL byte; expected text (UTF-16 has to be converted to UTF-8)");
  }
  if (!is_utf8(record)) {
    fail(
        "found bytes that are not UTF-8; convert the file, for example by "
        "`iconv -f WINDOWS-1252 -t UTF-8`");
  }
}

/// Moves what is left to the front of the buffer and fills the rest; the buffer grows where a
/// record fills it.
void CsvReader::refill() {
  std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  if (end_ == buffer_.size()) {
    if (end_ >= kMaxRecord) {
      fail(fmt::format("the record is longer than {} bytes; is a quote not closed?", kMaxRecord));
    }
    buffer_.resize(2 * buffer_.size());
  }
  const std::span<char> room(buffer_.data() + end_, buffer_.size() - end_);
  const std::size_t count = file_ ? file_->read(room) : source_(room);
  ended_ = count == 0;
  end_ += count;
}

void CsvReader::skip_mark() {
  const std::string_view start(buffer_.data(), end_);
  if (start.starts_with("\xff\xfe") || start.starts_with("\xfe\xff")) {
    fail("found UTF-16; save the file as UTF-8");
  }
  if (start.starts_with("\xef\xbb\xbf")) begin_ = 3;
}

void CsvReader::fail(const std::string& problem) const {
  throw InputError(fmt::format("{}:{}: {}", path(), next_line_, problem));
}

}  // namespace mmoe
