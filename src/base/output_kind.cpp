// SPDX-License-Identifier: Apache-2.0
#include "base/output_kind.h"

#include <fmt/format.h>

#include <fstream>
#include <string>
#include <system_error>

#include "base/error.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHeadBytes = 4096;
constexpr const char* kFolderMark = ".mmoe-bench";

std::string head_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string head(kHeadBytes, '\0');
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(file.gcount()));
  return head;
}

bool has_mark(const std::string& head, const OutputKind& kind) {
  return kind.begins ? head.starts_with(kind.mark) : head.find(kind.mark) != std::string::npos;
}

/// Returns what a file that begins with `head` holds, for a message.
std::string found_in(const std::string& head) {
  if (head.starts_with("SQLite format 3")) return "it is an SQLite database, such as stored trials";
  for (const OutputKind& kind :
       {kResultFile, kStudyFile, kDesignFile, kTuningFile, kClaimsFile, kCalibrationFile,
        kPredictionsFile, kTrialTable, kCurveTable, kModelFile, kRowPredictions, kPageFile}) {
    if (has_mark(head, kind)) return fmt::format("it is {}", kind.name);
  }
  return "it is a file of another program, or was changed by hand";
}

/// Refuses a name that no file can have, and a place below what is no folder. Folders that are
/// missing may yet be made.
void check_can_be_there(const fs::path& path) {
  std::error_code error;
  static_cast<void>(fs::status(path, error));
  if (error == std::errc::filename_too_long) {
    refuse_place(path, "the name is too long; expected at most 255 bytes between slashes");
  }
  for (fs::path folder = path.parent_path(); !folder.empty(); folder = folder.parent_path()) {
    if (!fs::exists(folder, error)) continue;
    if (fs::is_directory(folder, error)) return;
    refuse_place(path, fmt::format("'{}' is a file; expected a folder", folder.string()));
  }
}

bool is_name_of_store(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.starts_with(kStoreFile) || name.starts_with(kSearchFile) || name == kLockFile;
}

}  // namespace

void refuse_place(const fs::path& path, const std::string& reason) {
  throw InputError(fmt::format("cannot write '{}': {}", path.string(), reason));
}

void check_replaceable(const fs::path& path, const OutputKind& kind) {
  std::error_code error;
  check_can_be_there(path);
  const fs::path real = fs::weakly_canonical(path, error);
  if (is_name_of_store(path) || is_name_of_store(real)) {
    refuse_place(path, "stored trials, or a search, have that name; expected another name");
  }
  if (!fs::exists(path, error)) return;
  // Renaming over a folder fails, and over a device (/dev/null) succeeds.
  if (!fs::is_regular_file(path)) {
    refuse_place(path, "it is not a regular file; expected a file's name");
  }
  const std::string head = head_of(path);
  if (head.empty() && fs::file_size(path, error) == 0) return;
  if (has_mark(head, kind)) return;
  refuse_place(path, fmt::format("{}, which {} would replace; expected another name",
                                 found_in(head), kind.name));
}

void check_distinct(const fs::path& a, const fs::path& b) {
  std::error_code error;
  if (fs::weakly_canonical(a, error) != fs::weakly_canonical(b, error)) return;
  refuse_place(a, "this command reads it, or writes something else there; expected another name");
}

void claim_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error == std::errc::not_a_directory || error == std::errc::file_exists) {
    refuse_place(folder,
                 "a file has its name, or that of a folder above it; expected another name");
  }
  if (error) {
    refuse_place(folder, fmt::format("{}; expected a folder that exists and can be written to",
                                     error.message()));
  }
  const fs::path mark = folder / kFolderMark;
  if (fs::exists(mark)) return;
  if (!fs::is_empty(folder)) {
    refuse_place(folder, "it holds files that mmoe-bench did not write; expected another folder");
  }
  if (!(std::ofstream(mark) << "made by mmoe-bench report; its files are replaced\n")) {
    throw RunError(fmt::format("cannot write '{}'", mark.string()));
  }
}

}  // namespace mmoe
