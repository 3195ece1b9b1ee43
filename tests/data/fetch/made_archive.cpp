// SPDX-License-Identifier: Apache-2.0
#include "data/fetch/made_archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <stdexcept>

namespace mmoe::testing {
namespace {

void require(int status, archive* writer) {
  if (status != ARCHIVE_OK) throw std::runtime_error(archive_error_string(writer));
}

/// `choose` sets the format and filter.
template <typename Choose>
std::string make(const std::vector<Entry>& entries, const Choose& choose) {
  const std::unique_ptr<archive, int (*)(archive*)> writer(archive_write_new(), archive_write_free);
  choose(writer.get());
  std::string bytes(std::size_t{1} << 20, '\0');
  std::size_t used = 0;
  require(archive_write_open_memory(writer.get(), bytes.data(), bytes.size(), &used), writer.get());
  for (const Entry& entry : entries) {
    const std::unique_ptr<archive_entry, void (*)(archive_entry*)> header(archive_entry_new(),
                                                                          archive_entry_free);
    archive_entry_set_pathname(header.get(), entry.path.c_str());
    archive_entry_set_filetype(header.get(), entry.link_target.empty() ? AE_IFREG : AE_IFLNK);
    if (!entry.link_target.empty()) {
      archive_entry_set_symlink(header.get(), entry.link_target.c_str());
    }
    archive_entry_set_size(header.get(), static_cast<la_int64_t>(entry.text.size()));
    archive_entry_set_perm(header.get(), 0644);
    require(archive_write_header(writer.get(), header.get()), writer.get());
    archive_write_data(writer.get(), entry.text.data(), entry.text.size());
  }
  require(archive_write_close(writer.get()), writer.get());
  bytes.resize(used);
  return bytes;
}

}  // namespace

std::string make_zip(const std::vector<Entry>& entries) {
  return make(entries, archive_write_set_format_zip);
}

std::string make_tar_gz(const std::vector<Entry>& entries) {
  return make(entries, [](archive* writer) {
    archive_write_set_format_pax_restricted(writer);
    archive_write_add_filter_gzip(writer);
  });
}

}  // namespace mmoe::testing
