// SPDX-License-Identifier: Apache-2.0
#include "base/read_file.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include "base/error.h"

namespace mmoe {
namespace {

struct Close {
  void operator()(gzFile_s* file) const { gzclose_r(file); }
};

[[noreturn]] void fail(const std::string& path, const char* why) {
  throw InputError(fmt::format("{}: cannot be read: {}", path, why));
}

/// Called after a read without bytes: checks that it was the end of the file.
void check_end(const std::string& path, gzFile_s* file) {
  int code = Z_OK;
  const char* message = gzerror(file, &code);
  if (code == Z_ERRNO) fail(path, std::strerror(errno));
  if (code == Z_BUF_ERROR) fail(path, "its gzip data is cut off; copy the file again");
  if (code != Z_OK && code != Z_STREAM_END) fail(path, message);
}

}  // namespace

std::string read_whole_file(const std::string& path) {
  constexpr std::size_t kPiece = std::size_t{1} << 18;
  const std::unique_ptr<gzFile_s, Close> file(gzopen(path.c_str(), "rb"));
  if (!file) fail(path, std::strerror(errno));
  std::string text;
  for (;;) {
    const std::size_t size = text.size();
    text.resize(size + kPiece);
    const int count = gzread(file.get(), text.data() + size, kPiece);
    text.resize(size + static_cast<std::size_t>(std::max(count, 0)));
    if (count <= 0) break;
  }
  check_end(path, file.get());
  return text;
}

bool is_json_name(std::string_view path) {
  return path.ends_with(".json") || path.ends_with(".json.gz");
}

}  // namespace mmoe
