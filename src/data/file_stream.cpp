// SPDX-License-Identifier: Apache-2.0
#include "data/file_stream.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <new>
#include <vector>

#include "base/error.h"
#include "base/interrupt.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;

using FileVisit = std::function<void(const std::string&, const FileBytes&)>;

constexpr std::size_t kArchiveBlock = std::size_t{1} << 18;  // bytes read from the disk at a time

struct FreeArchive {
  void operator()(archive* reader) const { archive_read_free(reader); }
};

[[noreturn]] void refuse_archive(archive* reader, const fs::path& source) {
  const char* reason = archive_error_string(reader);
  throw RunError(fmt::format("{}: damaged, truncated or not an archive: {}; get it again",
                             source.string(), reason == nullptr ? "unknown reason" : reason));
}

std::string entry_name(archive_entry* entry) {
  const char* text = archive_entry_pathname(entry);
  return text == nullptr ? "" : fs::path(text).filename().string();
}

/// Enables only the formats needed: some of libarchive's others read files that the archive names.
void visit_archive(const fs::path& source, const FileVisit& visit) {
  const std::unique_ptr<archive, FreeArchive> reader(archive_read_new());
  if (!reader) throw std::bad_alloc();
  archive_read_support_filter_gzip(reader.get());
  archive_read_support_format_tar(reader.get());
  if (archive_read_open_filename(reader.get(), source.c_str(), kArchiveBlock) != ARCHIVE_OK) {
    refuse_archive(reader.get(), source);
  }
  const FileBytes bytes = [&](std::span<char> room) {
    if (interrupted()) throw Interrupted();
    const la_ssize_t count = archive_read_data(reader.get(), room.data(), room.size());
    if (count < 0) refuse_archive(reader.get(), source);
    return static_cast<std::size_t>(count);
  };
  for (archive_entry* entry = nullptr;;) {
    if (interrupted()) throw Interrupted();
    const int status = archive_read_next_header(reader.get(), &entry);
    if (status == ARCHIVE_EOF) return;
    if (status < ARCHIVE_WARN) refuse_archive(reader.get(), source);
    if (archive_entry_filetype(entry) == AE_IFREG) visit(entry_name(entry), bytes);
  }
}

void visit_file(const fs::path& path, const FileVisit& visit) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw RunError(fmt::format("{}: cannot be read", path.string()));
  visit(path.filename().string(), [&](std::span<char> room) {
    if (interrupted()) throw Interrupted();
    stream.read(room.data(), static_cast<std::streamsize>(room.size()));
    if (stream.bad()) throw RunError(fmt::format("{}: cannot be read", path.string()));
    return static_cast<std::size_t>(stream.gcount());
  });
}

}  // namespace

void visit_files(const fs::path& source, const FileVisit& visit) {
  if (!fs::is_directory(source)) {
    visit_archive(source, visit);
    return;
  }
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(source)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  for (const fs::path& file : files) visit_file(file, visit);
}

}  // namespace mmoe
