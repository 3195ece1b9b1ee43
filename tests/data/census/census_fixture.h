// SPDX-License-Identifier: Apache-2.0
// Made-up rows in the exact format of the Census-income files, and folders of such files.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>

#include "base/error.h"
#include "data/census/columns.h"

namespace mmoe {

/// Returns a row, line feed included. Every category is "A" and every number 1 but for `values`, by
/// column name; the income is low.
inline std::string census_line(const std::map<std::string_view, std::string>& values = {}) {
  std::string line;
  for (std::size_t column = 0; column < kCensusColumns.size(); ++column) {
    const auto found = values.find(kCensusColumns[column].name);
    std::string value = is_number(column) ? "1" : "A";
    if (column == kCensusLabel) value = kIncomeLow;
    if (found != values.end()) value = found->second;
    line += fmt::format("{}{}", column == 0 ? "" : ", ", value);
  }
  return line + ".\n";
}

/// `rows` rows in which all three labels take both values, and age, from `first_age` on, tells each
/// row from all others.
inline std::string census_text(int rows, int first_age = 0) {
  constexpr std::array<const char*, 4> kEducation = {"Children", "Bachelors degree(BA AB BS)",
                                                     "Associates degree-academic program",
                                                     "Masters degree(MA MS MEng MEd MSW MBA)"};
  std::string text;
  for (int row = 0; row < rows; ++row) {
    text += census_line({{"age", std::to_string(first_age + row)},
                         {"education", kEducation[row % 4]},
                         {"marital stat", row % 3 == 0 ? "Never married" : "Widowed"},
                         {"race", row % 5 == 0 ? "B" : "A"},
                         {"income", std::string(row % 7 == 0 ? kIncomeHigh : kIncomeLow)}});
  }
  return text;
}

/// A folder of its own for the running test, removed at its end.
class TestFolder {
 public:
  TestFolder() {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    path_ = std::filesystem::path(::testing::TempDir()) /
            fmt::format("{}.{}.{}", test->test_suite_name(), test->name(), getpid());
    std::filesystem::create_directories(path_);
  }
  ~TestFolder() { std::filesystem::remove_all(path_); }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;

  std::string path(const std::string& name = "") const { return (path_ / name).string(); }

  /// Both return the file's path.
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
    return path(name);
  }
  std::string write_gz(const std::string& name, const std::string& text) const {
    const gzFile file = gzopen(path(name).c_str(), "wb");
    gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
    gzclose(file);
    return path(name);
  }
  std::string read(const std::string& name) const {
    std::ifstream file(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  std::filesystem::path path_;
};

/// Returns the message of the InputError that `action` throws.
template <typename Action>
std::string input_error(const Action& action) {
  try {
    action();
  } catch (const InputError& error) {
    return error.what();
  }
  return "(no InputError)";
}

}  // namespace mmoe
