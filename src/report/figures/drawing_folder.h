// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <system_error>

#include "base/atomic_file.h"
#include "base/output_kind.h"

namespace mmoe {

/// A folder in `folder` for drawings that are not kept there, gone with all that is still in it at
/// the end of its scope.
class DrawingFolder {
 public:
  explicit DrawingFolder(const std::filesystem::path& folder)
      : path_(temporary_beside(folder / "drawing")) {
    std::error_code error;
    std::filesystem::create_directories(path_, error);
    if (!error) return;
    refuse_place(folder, error.message() + "; expected a folder that exists and can be written to");
  }
  ~DrawingFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  DrawingFolder(const DrawingFolder&) = delete;
  DrawingFolder& operator=(const DrawingFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace mmoe
