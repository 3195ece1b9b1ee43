// SPDX-License-Identifier: Apache-2.0
#include "data/table/plain_bytes.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <limits>
#include <new>
#include <string_view>
#include <utility>

#include "base/error.h"

namespace mmoe {
namespace {

constexpr std::size_t kDiskBlock = std::size_t{1} << 18;  // bytes read from the disk at a time

bool is_zstd(const std::string& path) {
  constexpr std::string_view kMagic = "\x28\xb5\x2f\xfd";
  std::string start(kMagic.size(), '\0');
  std::ifstream(path, std::ios::binary).read(start.data(), std::ssize(start));
  return start == kMagic;
}

std::string archive_reason(archive* reader) {
  const char* const reason = archive_error_string(reader);
  return reason == nullptr ? "unknown reason" : reason;
}

}  // namespace

void PlainBytes::Free::operator()(archive* reader) const { archive_read_free(reader); }
void PlainBytes::Free::operator()(gzFile_s* file) const { gzclose_r(file); }

// libarchive does not look at the checksum of gzip; zlib has no Zstandard.
PlainBytes::PlainBytes(std::string path) : path_(std::move(path)) {
  std::error_code error;
  if (std::filesystem::is_directory(path_, error)) {
    throw InputError(fmt::format("{}: found a folder; expected a file", path_));
  }
  if (is_zstd(path_)) {
    open_zstd();
    return;
  }
  file_.reset(gzopen(path_.c_str(), "rb"));
  if (!file_) {
    throw InputError(fmt::format("{}: {}", path_, std::generic_category().message(errno)));
  }
  gzbuffer(file_.get(), kDiskBlock);
}

void PlainBytes::open_zstd() {
  zstd_.reset(archive_read_new());
  if (!zstd_) throw std::bad_alloc();
  // "Raw" takes any bytes for the content of one file; no bytes are an archive without any.
  archive_read_support_filter_zstd(zstd_.get());
  archive_read_support_format_raw(zstd_.get());
  archive_read_support_format_empty(zstd_.get());
  if (archive_read_open_filename(zstd_.get(), path_.c_str(), kDiskBlock) != ARCHIVE_OK) {
    fail(archive_reason(zstd_.get()));
  }
  archive_entry* entry = nullptr;
  const int status = archive_read_next_header(zstd_.get(), &entry);
  if (status < ARCHIVE_WARN) fail(archive_reason(zstd_.get()));
  ended_ = status == ARCHIVE_EOF;
}

std::size_t PlainBytes::read(std::span<char> out) {
  if (ended_) return 0;
  const std::int64_t count = zstd_ ? read_zstd(out) : read_gzip(out);
  const auto size = static_cast<std::size_t>(count);
  sha_.update({out.data(), size});
  bytes_ += count;
  ended_ = size == 0;
  return size;
}

std::int64_t PlainBytes::read_zstd(std::span<char> out) {
  const la_ssize_t count = archive_read_data(zstd_.get(), out.data(), out.size());
  if (count < 0) fail(archive_reason(zstd_.get()));
  return count;
}

std::int64_t PlainBytes::read_gzip(std::span<char> out) {
  constexpr std::size_t kMost = std::numeric_limits<int>::max();  // what gzread can return
  const int count =
      gzread(file_.get(), out.data(), static_cast<unsigned>(std::min(out.size(), kMost)));
  if (count > 0) return count;
  int code = Z_OK;
  const char* const reason = gzerror(file_.get(), &code);
  if (code == Z_ERRNO) fail(std::generic_category().message(errno));
  if (code != Z_OK && code != Z_STREAM_END) fail(reason);
  return 0;
}

void PlainBytes::fail(const std::string& reason) const {
  throw InputError(
      fmt::format("{}: cannot be read after {} plain bytes: {}; if it is compressed, "
                  "copy the file again",
                  path_, bytes_, reason));
}

}  // namespace mmoe
