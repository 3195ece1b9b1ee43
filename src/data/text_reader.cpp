// SPDX-License-Identifier: Apache-2.0
#include "data/text_reader.h"

#include <fmt/format.h>
#include <zlib.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/error.h"

namespace mmoe {
namespace {

constexpr std::size_t kBuffer = std::size_t{1} << 20;

}  // namespace

void TextReader::Close::operator()(gzFile_s* file) const { gzclose_r(file); }

TextReader::TextReader(std::string path)
    : path_(std::move(path)), file_(gzopen(path_.c_str(), "rb")), buffer_(kBuffer) {
  if (!file_) throw InputError(fmt::format("{}: {}", path_, std::strerror(errno)));
  gzbuffer(file_.get(), kBuffer / 4);
}

bool TextReader::next(std::string_view& line) {
  std::size_t searched = 0;
  for (;;) {
    const char* start = buffer_.data() + begin_;
    const void* found = std::memchr(start + searched, '\n', end_ - begin_ - searched);
    if (found != nullptr) {
      const auto size = static_cast<std::size_t>(static_cast<const char*>(found) - start);
      if (size > kMaxLine) fail_line_length();
      line = {start, size};
      begin_ += size + 1;
      ++line_number_;
      return true;
    }
    searched = end_ - begin_;
    if (searched > kMaxLine) fail_line_length();
    if (!refill()) break;
  }
  if (begin_ == end_) return false;
  throw InputError(
      fmt::format("{}:{}: found the end of the file inside a line; expected a line "
                  "feed; the file is cut off, copy it again",
                  path_, line_number_ + 1));
}

bool TextReader::refill() {
  std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  const int count =
      gzread(file_.get(), buffer_.data() + end_, static_cast<unsigned>(buffer_.size() - end_));
  if (count <= 0) {
    int code = Z_OK;
    gzerror(file_.get(), &code);
    if (code != Z_OK && code != Z_STREAM_END) fail_reading();
    return false;
  }
  sha_.update({buffer_.data() + end_, static_cast<std::size_t>(count)});
  end_ += static_cast<std::size_t>(count);
  bytes_ += count;
  return true;
}

void TextReader::fail_line_length() const {
  throw InputError(fmt::format("{}:{}: the line is longer than {} bytes; expected text", path_,
                               line_number_ + 1, kMaxLine));
}

void TextReader::fail_reading() const {
  int code = Z_OK;
  const char* message = gzerror(file_.get(), &code);
  if (code == Z_ERRNO) throw InputError(fmt::format("{}: {}", path_, std::strerror(errno)));
  throw InputError(fmt::format(
      "{}: the gzip data is {} after {} plain bytes (line {}): {}; copy the file again", path_,
      code == Z_BUF_ERROR ? "cut off" : "corrupt", bytes_, line_number_ + 1, message));
}

}  // namespace mmoe
