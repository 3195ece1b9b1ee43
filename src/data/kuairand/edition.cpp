// SPDX-License-Identifier: Apache-2.0
#include "data/kuairand/edition.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <system_error>

#include "base/error.h"
#include "data/data_folders.h"

namespace mmoe {

namespace fs = std::filesystem;

KuaiEdition kuai_edition(const std::string& name) {
  if (name == "27k") return {"kuairand-27k", "KuaiRand-27K", "_27k.csv", 322'278'385, 1'186'059};
  return {"kuairand-1k", "KuaiRand-1K", "_1k.csv", 11'713'045, 43'028};
}

fs::path find_kuai_source(const KuaiEdition& edition, const std::string& data_dir) {
  std::string searched;
  std::error_code ignored;
  for (const fs::path& root : data_folders(data_dir)) {
    for (const fs::path& folder : {root / edition.recipe, root}) {
      const fs::path archive = folder / (edition.folder + ".tar.gz");
      if (fs::is_regular_file(archive, ignored)) return archive;
      const fs::path unpacked = folder / edition.folder / "data";
      if (fs::is_directory(unpacked, ignored)) return unpacked;
      searched += fmt::format("{}{}", searched.empty() ? "" : ", ", folder.string());
    }
  }
  throw InputError(fmt::format("{0}.tar.gz (or the folder {0}/data) not found in {1}; {2}",
                               edition.folder, searched,
                               how_to_get_files(edition.recipe, data_dir)));
}

std::string describe_kuai_source(const fs::path& source) {
  std::uintmax_t bytes = 0;
  fs::file_time_type changed = fs::file_time_type::min();
  const auto add = [&](const fs::path& file) {
    bytes += fs::file_size(file);
    changed = std::max(changed, fs::last_write_time(file));
  };
  if (fs::is_directory(source)) {
    for (const fs::directory_entry& entry : fs::directory_iterator(source)) {
      if (entry.is_regular_file()) add(entry.path());
    }
  } else {
    add(source);
  }
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(changed.time_since_epoch()).count();
  return fmt::format("{} of {} bytes, changed at {}", source.string(), bytes, seconds);
}

}  // namespace mmoe
