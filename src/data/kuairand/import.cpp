// SPDX-License-Identifier: Apache-2.0
#include "data/kuairand/import.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <system_error>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/log.h"
#include "data/block_file.h"
#include "data/fetch/recipe.h"
#include "data/file_stream.h"
#include "data/kuairand/features.h"
#include "data/kuairand/joined_rows.h"
#include "data/kuairand/log_row.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kProgressRows = 5'000'000;

/// Reads the source once: features into memory, rows of logs into a file of blocks, whose mark is
/// how many rows of logs have been read.
class KuaiSourceReader {
 public:
  KuaiSourceReader(const KuaiImport& import, BlockWriter& log) : import_(import), log_(log) {
    rows_.reserve(import.block_rows);
  }

  void read() {
    visit_files(import_.source,
                [this](const std::string& name, const FileBytes& bytes) { visit(name, bytes); });
    flush();
    require(logs_ > 0, "log_standard_*");
    require(users_.has_value(), "user_features");
    require(videos_.has_value(), "video_features_basic");
  }

  const std::vector<KuaiUser>& users() const { return *users_; }
  const std::vector<KuaiVideo>& videos() const { return *videos_; }

 private:
  void visit(const std::string& name, const FileBytes& bytes) {
    const std::string& suffix = import_.edition.suffix;
    const bool csv = name.ends_with(".csv") && !name.starts_with(".");
    if (csv && name.starts_with("log_")) {
      CsvReader reader(name, ',', bytes);
      read_log(reader);
      logs_ += name.starts_with("log_standard") ? 1 : 0;
    } else if (name == "user_features" + suffix) {
      CsvReader reader(name, ',', bytes);
      users_ = read_kuai_users(reader);
    } else if (name == "video_features_basic" + suffix) {
      CsvReader reader(name, ',', bytes);
      videos_ = read_kuai_videos(reader);
    }
  }

  void read_log(CsvReader& reader) {
    std::vector<std::string_view> fields;
    reader.next(fields);
    check_kuai_header(kKuaiLogColumns, fields, {reader.path(), 1});
    while (reader.next(fields)) {
      if (++read_ % kProgressRows == 0) {
        log_info(
            fmt::format("{}: {} million rows read", import_.edition.recipe, read_ / 1'000'000));
      }
      if (read_ <= static_cast<std::int64_t>(log_.mark())) continue;  // read before
      const KuaiLogRow row = parse_kuai_log_row(fields, {reader.path(), reader.line()});
      if (!is_sampled_user(row.user, import_.users)) continue;
      rows_.push_back(row);
      if (rows_.size() == import_.block_rows) flush();
    }
  }

  void flush() {
    if (rows_.empty()) return;
    log_.append(bytes_of_list(rows_), static_cast<std::uint64_t>(read_));
    rows_.clear();
  }

  void require(bool found, std::string_view file) const {
    if (found) return;
    throw InputError(
        fmt::format("{}: holds no {}{}", import_.source.string(), file, import_.edition.suffix));
  }

  const KuaiImport& import_;
  BlockWriter& log_;
  std::vector<KuaiLogRow> rows_;
  std::int64_t read_ = 0;
  int logs_ = 0;
  std::optional<std::vector<KuaiUser>> users_;
  std::optional<std::vector<KuaiVideo>> videos_;
};

/// Warns where an archive is not the published one: nothing else would tell. Of unpacked files no
/// checksum is published.
void check_archive(const KuaiImport& import) {
  if (fs::is_directory(import.source)) return;
  const std::string& recipe = import.edition.recipe;
  const std::string fault = find_fault(import.source, find_recipe(recipe).files.front());
  if (fault.empty()) return;
  log_warning(fmt::format(
      "{} {}: not the published archive, so results are not comparable with others; get "
      "that with `mmoe-bench data fetch {}`",
      import.source.string(), fault, recipe));
}

std::vector<KuaiLogRow> read_log_blocks(const BlockFile& blocks) {
  std::size_t bytes = 0;
  for (std::size_t b = 0; b < blocks.blocks(); ++b) bytes += blocks.block(b).size();
  std::vector<KuaiLogRow> rows;
  rows.reserve(bytes / sizeof(KuaiLogRow));
  for (std::size_t b = 0; b < blocks.blocks(); ++b) {
    const auto* const first = reinterpret_cast<const KuaiLogRow*>(blocks.block(b).data());
    rows.insert(rows.end(), first, first + blocks.block(b).size() / sizeof(KuaiLogRow));
  }
  return rows;
}

void write_rows(const JoinedRows& joined, std::uint64_t duplicates, BlockWriter& out) {
  std::vector<KuaiRow> block;
  for (std::size_t at = out.blocks() * kKuaiBlockRows; at < joined.size();) {
    const std::size_t count = std::min(kKuaiBlockRows, joined.size() - at);
    block.resize(count);
    for (std::size_t i = 0; i < count; ++i) block[i] = joined.row(at + i);
    out.append(bytes_of_list(block), duplicates);
    at += count;
  }
  out.finish();
}

/// Sorts, joins and writes the rows; `log` is the file of rows as they were read.
void finish_import(const KuaiSourceReader& source, const KuaiImported& imported,
                   const fs::path& log) {
  std::vector<KuaiLogRow> rows = read_log_blocks(BlockFile(log, imported.source));
  std::sort(rows.begin(), rows.end());
  const std::size_t read = rows.size();
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  const std::size_t duplicates = read - rows.size();
  const JoinedRows joined(std::move(rows), source.users(), source.videos());
  BlockWriter out(imported.file, imported.source);
  write_rows(joined, duplicates, out);
}

}  // namespace

bool is_sampled_user(std::int32_t user, double share) {
  // The finaliser of SplitMix64 (Steele et al. 2014).
  std::uint64_t bits = static_cast<std::uint64_t>(user) + 0x9e3779b97f4a7c15U;
  bits = (bits ^ (bits >> 30U)) * 0xbf58476d1ce4e5b9U;
  bits = (bits ^ (bits >> 27U)) * 0x94d049bb133111ebU;
  bits ^= bits >> 31U;
  return static_cast<double>(bits >> 11U) * 0x1p-53 < share;
}

KuaiImported import_kuairand(const KuaiImport& import) {
  const std::string stem = fmt::format("{}-users-{}", import.edition.recipe, import.users);
  const KuaiImported imported{
      import.folder / (stem + ".rows"),
      fmt::format("{} (users {}, rows 1)", describe_kuai_source(import.source), import.users)};
  if (fs::exists(imported.file)) return imported;
  std::error_code failed;
  fs::create_directories(import.folder, failed);
  if (failed) {
    throw RunError(
        fmt::format("{}: cannot be written: {}", import.folder.string(), failed.message()));
  }
  log_info(fmt::format("importing {}, once; an import that stops goes on from there",
                       import.source.string()));
  check_archive(import);
  const fs::path log = import.folder / (stem + ".log");
  BlockWriter writer(log, imported.source);
  KuaiSourceReader reader(import, writer);
  reader.read();
  writer.finish();
  finish_import(reader, imported, log);
  fs::remove(log, failed);
  return imported;
}

}  // namespace mmoe
