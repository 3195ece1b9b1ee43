// SPDX-License-Identifier: Apache-2.0
// The two Census-income files: their known contents, and where they are searched.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace mmoe {

/// An uncompressed file as published, as in datasets/census-income/recipe.json.
struct KnownFile {
  std::string_view name;
  std::int64_t rows;
  std::int64_t bytes;
  std::string_view sha256;
};

inline constexpr KnownFile kCensusTrain{
    "census-income.data", 199'523, 103'874'469,
    "3676a81db7d3528f3f8b9f3c699d0f0aa28db45e6e994fa0b8ed38327539ee86"};
inline constexpr KnownFile kCensusTest{
    "census-income.test", 99'762, 51'918'813,
    "98402b1ab879573d0a7f38a699a40258080e25e33d3401e7bf9c96d3fa0fab8c"};

struct CensusFiles {
  std::string train;
  std::string test;
};

/// Returns the files of the first folder that has both, each plain or with ".gz"; of two forms the
/// plain one, and says so on stderr.
/// Throws InputError that lists every place searched and says how to get the files.
CensusFiles find_census_files(const std::string& data_dir);

}  // namespace mmoe
