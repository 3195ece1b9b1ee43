// SPDX-License-Identifier: Apache-2.0
#include "data/table/plain_bytes.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <cerrno>
#include <filesystem>
#include <new>
#include <utility>

#include "base/error.h"

namespace mmoe {
namespace {

constexpr std::size_t kDiskBlock = std::size_t{1} << 18;  // bytes read from the disk at a time

}  // namespace

void PlainBytes::Free::operator()(archive* reader) const { archive_read_free(reader); }

PlainBytes::PlainBytes(std::string path) : path_(std::move(path)), reader_(archive_read_new()) {
  if (!reader_) throw std::bad_alloc();
  // "Raw" takes any bytes for the content of one file; an empty file is an archive without any.
  archive_read_support_filter_gzip(reader_.get());
  archive_read_support_filter_zstd(reader_.get());
  archive_read_support_format_raw(reader_.get());
  archive_read_support_format_empty(reader_.get());
  std::error_code error;
  if (std::filesystem::is_directory(path_, error)) {
    throw InputError(fmt::format("{}: found a folder; expected a file", path_));
  }
  if (archive_read_open_filename(reader_.get(), path_.c_str(), kDiskBlock) != ARCHIVE_OK) fail();
  archive_entry* entry = nullptr;
  const int status = archive_read_next_header(reader_.get(), &entry);
  if (status < ARCHIVE_WARN) fail();
  ended_ = status == ARCHIVE_EOF;
}

std::size_t PlainBytes::read(std::span<char> out) {
  if (ended_) return 0;
  const la_ssize_t count = archive_read_data(reader_.get(), out.data(), out.size());
  if (count < 0) fail();
  const auto size = static_cast<std::size_t>(count);
  sha_.update({out.data(), size});
  bytes_ += count;
  ended_ = size == 0;
  return size;
}

void PlainBytes::fail() const {
  const int code = archive_errno(reader_.get());
  const char* reason = archive_error_string(reader_.get());
  if (code == ENOENT || code == EACCES) {
    throw InputError(fmt::format("{}: {}", path_, std::generic_category().message(code)));
  }
  throw InputError(
      fmt::format("{}: cannot be read after {} plain bytes: {}; if it is compressed, "
                  "copy the file again",
                  path_, bytes_, reason == nullptr ? "unknown reason" : reason));
}

}  // namespace mmoe
