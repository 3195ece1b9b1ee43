// SPDX-License-Identifier: Apache-2.0
// A table with every kind of column that is read into memory and through a cache.
#pragma once

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "data/table/table_fixture.h"

namespace mmoe {

inline constexpr const char* kCachedRecipe = R"({
  "files": ["t.csv", "u.csv"], "embedding_width": 3,
  "columns": {"n": "numeric", "p": {"kind": "numeric", "transform": "piecewise-linear", "bins": 3},
              "b": {"kind": "numeric", "transform": "bins", "bins": 4},
              "l": {"kind": "numeric", "log1p": true},
              "q": {"kind": "numeric", "transform": "quantile"}, "e": "numeric",
              "c": {"kind": "categorical", "min_count": 3},
              "h": {"kind": "categorical", "hash_size": 50, "embedding_width": 2},
              "m": {"kind": "multi-valued", "separator": ";"}, "w": "weight"},
  "tasks": [{"column": "y", "kind": "binary"}, {"name": "old", "column": "d", ">=": 5},
            {"name": "blue", "column": "k", "in": ["blue"], "partly_labelled": true},
            {"name": "z", "column": "z", "kind": "regression", "standardise": true}],
  "split": SPLIT
})";

/// Every kind of column, with missing values, two lines in a field, and words that are not ASCII.
inline std::string cached_rows(int first, int last) {
  std::string text = "n,p,b,l,q,e,c,h,m,w,y,d,k,z,user,day,part\n";
  for (int i = first; i < last; ++i) {
    text +=
        fmt::format("{},{},{},{},{},,{},h{},{},{},{},{},{},{},u{},2024-01-{:02},{}\n",
                    i % 7 == 0 ? "" : fmt::format("{}.{}", i, i % 10), i * i % 101, i % 13, i % 17,
                    0.1 * i, i % 9 == 0 ? "NA" : fmt::format("\"c,\n{}\"", i % 40), i % 60,
                    i % 4 == 0   ? ""
                    : i % 3 == 0 ? "ä;b;ä"
                                 : "b",
                    1 + i % 3, i * i % 7 % 2, i % 11,
                    i % 5 == 0   ? ""
                    : i % 3 == 0 ? "blue"
                                 : "red",
                    0.25 * (i % 8), i % 29, 1 + i % 27,
                    i % 4 == 0    ? "v"
                    : i % 13 == 1 ? "t"
                                  : "l");
  }
  return text;
}

class CachedTableTest : public ::testing::Test {
 protected:
  CachedTableTest() {
    folder_.write("t.csv", cached_rows(0, 150));
    folder_.write("u.csv", cached_rows(150, 241));
  }

  TableDataSet open(const TableCache& cache, std::uint64_t seed = 1) const {
    return {folder_.path("r.json"), seed, cache};
  }
  TableCache cache() const { return {.folder = folder_.path("cache"), .from_bytes = 0}; }
  void write_recipe(const std::string& split = R"({"by": "fraction"})") const {
    std::string recipe = kCachedRecipe;
    folder_.write("r.json", recipe.replace(recipe.find("SPLIT"), 5, split));
  }
  std::vector<std::filesystem::path> cached(const std::string& extension) const {
    std::vector<std::filesystem::path> found;
    if (!std::filesystem::exists(cache().folder)) return found;
    for (const auto& file : std::filesystem::directory_iterator(cache().folder)) {
      if (file.path().extension() == extension) found.push_back(file.path());
    }
    return found;
  }
  std::filesystem::path only(const std::string& extension) const {
    const auto found = cached(extension);
    EXPECT_EQ(found.size(), 1U) << extension;
    return found.at(0);
  }
  static std::string bytes_of_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  static void spoil(const std::filesystem::path& path, std::uintmax_t at) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(static_cast<std::streamoff>(at));
    const int byte = file.get();
    file.seekp(static_cast<std::streamoff>(at));
    file.put(static_cast<char>(byte ^ 0x55));
  }

  TestFolder folder_;
};

/// Bits of floats, so that missing labels are compared too.
inline std::vector<std::uint32_t> bits_of(const Matrix<float>& values) {
  std::vector<std::uint32_t> bits(static_cast<std::size_t>(values.size()));
  if (!bits.empty()) std::memcpy(bits.data(), values.data(), bits.size() * sizeof(float));
  return bits;
}

inline void expect_same(const Batch<float>& a, const Batch<float>& b) {
  EXPECT_EQ(bits_of(a.dense), bits_of(b.dense));
  EXPECT_EQ(bits_of(a.labels), bits_of(b.labels));
  EXPECT_EQ(a.sparse, b.sparse);
}

inline void expect_same(const TableDataSet& a, const TableDataSet& b) {
  EXPECT_EQ(a.identity(0), b.identity(0));
  EXPECT_EQ(a.describe().dump(), b.describe().dump());
  EXPECT_EQ(write_encoder(a.row_form(0).inputs), write_encoder(b.row_form(0).inputs));
  EXPECT_EQ(write_label_encoders(a.row_form(0).labels), write_label_encoders(b.row_form(0).labels));
  EXPECT_EQ(a.problem(0).embedded.widths, b.problem(0).embedded.widths);
  const auto of_a = a.open({.seed = 2, .batch = 100}), of_b = b.open({.seed = 2, .batch = 100});
  expect_same(of_a->validation(), of_b->validation());
  expect_same(of_a->test(), of_b->test());
  for (int step = 0; step < 4; ++step) {
    Batch<float> batch_a, batch_b;
    of_a->training_batch(step, batch_a);
    of_b->training_batch(step, batch_b);
    expect_same(batch_a, batch_b);
  }
}

}  // namespace mmoe
