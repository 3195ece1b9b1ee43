// SPDX-License-Identifier: Apache-2.0
#include "data/fetch/fetch.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <system_error>
#include <vector>

#include "base/error.h"
#include "base/output_file.h"
#include "data/fetch/archive.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;

/// A new private folder in `parent`, removed with its contents at the end.
class WorkFolder {
 public:
  explicit WorkFolder(const fs::path& parent) {
    std::string name = (parent / ".mmoe-fetch-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
      throw RunError(fmt::format("cannot write in {}: {}", parent.string(),
                                 std::generic_category().message(errno)));
    }
    path_ = name;
  }
  ~WorkFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;

  fs::path operator/(const std::string& name) const { return path_ / name; }

 private:
  fs::path path_;
};

/// Throws InputError: the user named something that cannot be a folder.
[[noreturn]] void refuse(const fs::path& folder, const std::error_code& why) {
  throw InputError(
      fmt::format("{}: cannot be a folder for the data: {}", folder.string(), why.message()));
}

bool is_there(const fs::path& folder) {
  std::error_code failed;
  const bool found = fs::exists(folder, failed);
  if (failed) refuse(folder, failed);
  return found;
}

void put(const fs::path& from, const fs::path& to) {
  std::error_code failed;
  fs::rename(from, to, failed);
  if (failed) throw RunError(fmt::format("cannot write {}: {}", to.string(), failed.message()));
}

/// Returns the absolute path without a trailing '/', so that its parent is the folder above it.
fs::path full_path(const fs::path& folder) {
  std::error_code failed;
  const fs::path path = fs::absolute(folder, failed).lexically_normal();
  if (failed) refuse(folder, failed);
  return path.has_filename() ? path : path.parent_path();
}

/// Returns the files that are missing from `folder` or differ from the recipe.
std::vector<RecipeFile> find_wrong(const Recipe& recipe, const fs::path& folder,
                                   const DownloadOptions& options) {
  if (!is_there(folder)) return recipe.files;
  if (!fs::is_directory(folder)) {
    throw InputError(
        fmt::format("{}: found a file; expected a folder for the data", folder.string()));
  }
  std::vector<RecipeFile> wrong;
  for (const RecipeFile& file : recipe.files) {
    const std::string fault = find_fault(folder / file.name, file);
    if (fault.empty()) continue;
    options.note(fmt::format("{} {}", (folder / file.name).string(), fault));
    wrong.push_back(file);
  }
  return wrong;
}

/// Such as the login of a network, which answers any address with status 200.
bool is_web_page(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  char first = '\0';
  return stream >> first && first == '<';
}

/// Whether the archive is not unpacked: its one file is the archive itself.
bool is_kept_whole(const Recipe& recipe) {
  return recipe.files.size() == 1 && recipe.url.ends_with("/" + recipe.files.front().name);
}

/// Downloads the archive into `work`, unpacks `files` into the folder `plain` and checks them.
void bring(const Recipe& recipe, const FetchOptions& options, const std::vector<RecipeFile>& files,
           const WorkFolder& work, const fs::path& plain) {
  const fs::path archive = work / recipe.url.substr(recipe.url.rfind('/') + 1);
  std::vector<ArchiveMember> members;
  DownloadOptions download_options = options.download;
  const bool whole = is_kept_whole(recipe);
  if (!whole) {
    download_options.max_bytes = 1 << 20;  // for the archive's own headers and small files
    for (const RecipeFile& file : recipe.files) download_options.max_bytes += 2 * file.bytes;
  }
  for (const RecipeFile& file : files) members.push_back({file.name, file.bytes});

  options.download.note("downloading " + options.url);
  download(options.url, archive, download_options);
  if (is_web_page(archive)) {
    throw RunError(
        fmt::format("{}: found a web page; expected an archive; open the address in a "
                    "browser: the network may ask for a login",
                    options.url));
  }
  options.download.note(whole ? "checking" : "unpacking and checking");
  std::error_code failed;
  if (!fs::create_directory(plain, failed)) {
    throw RunError(fmt::format("cannot write {}: {}", plain.string(), failed.message()));
  }
  if (whole) {
    put(archive, plain / recipe.files.front().name);
  } else {
    extract(archive, recipe.archives, members, plain);
  }
  for (const RecipeFile& file : files) {
    if (const std::string fault = find_fault(plain / file.name, file); !fault.empty()) {
      throw RunError(
          fmt::format("{}: {} {}; nothing was installed", options.url, file.name, fault));
    }
  }
  sync_folder(plain);
}

/// Renames what stands at `place`, which may be somebody's own: NAME.kept, or NAME.kept2 and so on.
void keep_aside(const fs::path& place, const DownloadOptions& options) {
  std::error_code ignored;
  if (!fs::exists(fs::symlink_status(place, ignored))) return;
  fs::path kept = place.string() + ".kept";
  for (int n = 2; fs::exists(fs::symlink_status(kept, ignored)); ++n) {
    kept = fmt::format("{}.kept{}", place.string(), n);
  }
  put(place, kept);
  options.note(fmt::format("the file that was there is kept as {}", kept.string()));
}

void install(const fs::path& plain, const std::vector<RecipeFile>& files, const fs::path& folder,
             const DownloadOptions& options) {
  if (!is_there(folder)) {
    put(plain, folder);
    sync_folder(folder.parent_path());
    return;
  }
  for (const RecipeFile& file : files) {
    keep_aside(folder / file.name, options);
    put(plain / file.name, folder / file.name);
  }
  sync_folder(folder);
}

}  // namespace

bool fetch(const Recipe& recipe, const FetchOptions& options) {
  const fs::path folder = full_path(options.folder);
  const std::vector<RecipeFile> wrong = find_wrong(recipe, folder, options.download);
  if (wrong.empty()) return false;
  // On the same file system as the folder; otherwise the last step would be a copy.
  const fs::path parent = is_there(folder) ? folder : folder.parent_path();
  std::error_code failed;
  fs::create_directories(parent, failed);
  if (failed) refuse(folder, failed);
  const WorkFolder work(parent);
  const fs::path plain = work / "plain";
  bring(recipe, options, wrong, work, plain);
  install(plain, wrong, folder, options.download);
  return true;
}

}  // namespace mmoe
