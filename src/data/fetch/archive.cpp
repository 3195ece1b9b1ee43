// SPDX-License-Identifier: Apache-2.0
#include "data/fetch/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <set>

#include "base/error.h"
#include "base/interrupt.h"
#include "base/output_file.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;

using Chunk = std::array<char, 1 << 16>;  // bytes per read

struct FreeReader {
  void operator()(archive* reader) const { archive_read_free(reader); }
};
using Reader = std::unique_ptr<archive, FreeReader>;

/// Enables only the formats needed: some of libarchive's others read files that the archive names.
Reader new_reader() {
  Reader reader(archive_read_new());
  if (!reader) throw std::bad_alloc();
  archive_read_support_filter_gzip(reader.get());
  archive_read_support_format_zip(reader.get());
  archive_read_support_format_tar(reader.get());
  return reader;
}

[[noreturn]] void damaged(archive* reader, const std::string& where) {
  const char* reason = archive_error_string(reader);
  throw RunError(fmt::format("{}: damaged, truncated or not an archive: {}", where,
                             reason == nullptr ? "unknown reason" : reason));
}

/// The bytes of an entry, which is an archive too.
struct EntryBytes {
  archive* outer;
  Chunk block;
};

la_ssize_t read_entry(archive* inner, void* user, const void** bytes) {
  EntryBytes& entry = *static_cast<EntryBytes*>(user);
  *bytes = entry.block.data();
  const la_ssize_t count = archive_read_data(entry.outer, entry.block.data(), entry.block.size());
  if (count < 0) {
    archive_set_error(inner, archive_errno(entry.outer), "%s", archive_error_string(entry.outer));
  }
  return count;
}

/// Checks the entry's whole path and returns its last component.
std::string checked_name(archive_entry* entry, const std::string& where) {
  const char* text = archive_entry_pathname(entry);
  if (text == nullptr)
    text = archive_entry_pathname_utf8(entry);  // not representable in this locale
  if (text == nullptr) throw RunError(fmt::format("{}: holds a path that cannot be read", where));
  const fs::path path = text;
  if (path.is_absolute() || std::find(path.begin(), path.end(), "..") != path.end()) {
    throw RunError(
        fmt::format("{}: refused: it holds the path '{}'; expected paths that stay below "
                    "the archive's own folder",
                    where, text));
  }
  return path.filename().string();
}

void write_member(archive* reader, const ArchiveMember& member, const std::string& where,
                  const fs::path& folder) {
  OutputFile file(folder / member.name);
  Chunk block;
  while (const la_ssize_t count = archive_read_data(reader, block.data(), block.size())) {
    if (interrupted()) throw Interrupted();
    if (count < 0) damaged(reader, where);
    if (file.size() + count > member.max_bytes) {
      throw RunError(
          fmt::format("{}: {} has more than {} bytes", where, member.name, member.max_bytes));
    }
    file.write({block.data(), static_cast<std::size_t>(count)});
  }
  file.finish();
}

class Extraction {
 public:
  Extraction(const std::vector<std::string>& nested, const std::vector<ArchiveMember>& members,
             const fs::path& folder)
      : nested_(nested), members_(members), folder_(folder) {}

  /// Takes the members out of an opened archive, `level` levels down; `where` names it in errors.
  void walk(archive* reader, const std::string& where, std::size_t level) {
    archive_entry* entry = nullptr;
    for (;;) {
      const int status = archive_read_next_header(reader, &entry);
      if (status == ARCHIVE_EOF) return;
      if (status < ARCHIVE_WARN) damaged(reader, where);
      const std::string name = checked_name(entry, where);
      const auto member = std::find_if(members_.begin(), members_.end(),
                                       [&](const ArchiveMember& m) { return m.name == name; });
      const bool is_archive = level < nested_.size() && name == nested_[level];
      if (member == members_.end() && !is_archive) continue;
      // A link's target is elsewhere, so a link named like a member is not that member.
      if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr) {
        throw RunError(fmt::format("{}: {} is not a plain file", where, name));
      }
      if (is_archive) {
        walk_nested(reader, where + "/" + name, level + 1);
      } else {
        write_member(reader, *member, where, folder_);
        found_.insert(name);
      }
    }
  }

  void require_all(const std::string& where) const {
    for (const ArchiveMember& member : members_) {
      if (found_.count(member.name) == 0) {
        throw RunError(fmt::format("{}: holds no {}", where, member.name));
      }
    }
  }

 private:
  void walk_nested(archive* outer, const std::string& where, std::size_t level) {
    const Reader reader = new_reader();
    EntryBytes bytes{outer, {}};
    if (archive_read_open(reader.get(), &bytes, nullptr, read_entry, nullptr) != ARCHIVE_OK) {
      damaged(reader.get(), where);
    }
    walk(reader.get(), where, level);
  }

  const std::vector<std::string>& nested_;
  const std::vector<ArchiveMember>& members_;
  const fs::path& folder_;
  std::set<std::string> found_;
};

}  // namespace

void extract(const fs::path& archive, const std::vector<std::string>& nested,
             const std::vector<ArchiveMember>& members, const fs::path& folder) {
  const std::string where = archive.filename().string();
  const Reader reader = new_reader();
  if (archive_read_open_filename(reader.get(), archive.c_str(), sizeof(Chunk)) != ARCHIVE_OK) {
    damaged(reader.get(), where);
  }
  Extraction extraction(nested, members, folder);
  extraction.walk(reader.get(), where, 0);
  extraction.require_all(where);
}

}  // namespace mmoe
