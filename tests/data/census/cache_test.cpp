// SPDX-License-Identifier: Apache-2.0
#include "data/census/cache.h"

#include <gtest/gtest.h>

#include "base/sha256.h"
#include "data/census/census_fixture.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStored = "b5bb9d80";
constexpr std::size_t kCachedColumn = census_column("age");

CensusTable some_table() {
  const TestFolder folder;
  return read_census_table(folder.write("x.data", census_text(20)));
}

void expect_same(const CensusTable& a, const CensusTable& b) {
  EXPECT_EQ(a.source.name, b.source.name);
  EXPECT_EQ(a.source.bytes, b.source.bytes);
  EXPECT_EQ(a.source.sha256, b.source.sha256);
  EXPECT_EQ(a.rows, b.rows);
  EXPECT_EQ(a.numbers, b.numbers);
  EXPECT_EQ(a.codes, b.codes);
  EXPECT_EQ(a.names, b.names);
}

TEST(CensusCache, GivesBackTheTable) {
  const CensusTable table = some_table();
  const auto parsed = parse_census_cache(write_census_cache(table, kStored), kStored);
  ASSERT_TRUE(parsed);
  expect_same(*parsed, table);
}

TEST(CensusCache, GivesBackATableWithoutRows) {
  CensusTable table = some_table();
  table.rows = 0;
  table.numbers.clear();
  table.codes.clear();
  const auto parsed = parse_census_cache(write_census_cache(table, kStored), kStored);
  ASSERT_TRUE(parsed);
  expect_same(*parsed, table);
}

TEST(CensusCache, IsStaleWhenTheSourceChanged) {
  const std::string bytes = write_census_cache(some_table(), kStored);
  EXPECT_FALSE(parse_census_cache(bytes, "b5bb9d81"));
  EXPECT_FALSE(parse_census_cache(bytes, ""));
}

TEST(CensusCache, NoticesEveryDamage) {
  const std::string bytes = write_census_cache(some_table(), kStored);
  for (std::size_t at = 0; at < bytes.size(); at += 37) {
    std::string damaged = bytes;
    damaged[at] ^= 4;
    EXPECT_FALSE(parse_census_cache(damaged, kStored)) << "byte " << at;
    EXPECT_FALSE(parse_census_cache(bytes.substr(0, at), kStored)) << "cut at " << at;
  }
  EXPECT_FALSE(parse_census_cache(bytes + "x", kStored));
}

TEST(CensusCache, RefusesATableThatContradictsItselfThoughItIsSigned) {
  CensusTable table = some_table();
  table.codes[0] = 999;
  EXPECT_FALSE(parse_census_cache(write_census_cache(table, kStored), kStored));
  // 8 numbers and 34 codes for each of 2^63 rows are none modulo 2^64.
  table.rows = std::size_t{1} << 63;
  table.numbers.clear();
  table.codes.clear();
  EXPECT_FALSE(parse_census_cache(write_census_cache(table, kStored), kStored));
}

/// The file in a folder that has one.
std::string only_file(const std::string& folder) {
  const fs::directory_iterator files(folder);
  return files == fs::directory_iterator() ? "" : files->path().string();
}

/// Puts a table whose first row has this age in the place of the cached one of `source`.
void plant(const std::string& cache, const std::string& source, float age) {
  CensusTable table = read_census_table(source);
  table.numbers[slot_of(kCachedColumn)] = age;
  std::ofstream(cache, std::ios::binary)
      << write_census_cache(table, sha256_of_file(source).value());
}

TEST(CensusCache, IsWrittenUsedAndMadeAgain) {
  const TestFolder folder;
  const std::string source = folder.write("x.data", census_line({{"age", "1"}}));
  const std::string cache_dir = folder.path("cache");
  const auto age = [&] { return load_census_table(source, cache_dir).number(0, kCachedColumn); };

  EXPECT_EQ(age(), 1);
  const std::string cache = only_file(cache_dir);
  ASSERT_NE(cache, "");
  plant(cache, source, 9);
  EXPECT_EQ(age(), 9);  // so the cache is what answers

  fs::resize_file(cache, fs::file_size(cache) / 2);
  EXPECT_EQ(age(), 1);
  EXPECT_GT(fs::file_size(cache), 100u);
}

TEST(CensusCache, IsMadeAgainForOtherBytesOfTheSameSizeAndTime) {
  const TestFolder folder;
  const std::string source = folder.write("x.data", census_line({{"age", "1"}}));
  const std::string first = load_census_table(source, folder.path("cache")).source.sha256;
  const auto time = fs::last_write_time(source);
  folder.write("x.data", census_line({{"age", "2"}}));
  fs::last_write_time(source, time);
  const CensusTable table = load_census_table(source, folder.path("cache"));
  EXPECT_EQ(table.number(0, kCachedColumn), 2);
  EXPECT_NE(table.source.sha256, first);
}

TEST(CensusCache, AFolderThatCannotBeWrittenDoesNoHarm) {
  const TestFolder folder;
  const std::string source = folder.write("x.data", census_line({{"age", "3"}}));
  EXPECT_EQ(load_census_table(source, source + "/not/a/folder").number(0, kCachedColumn), 3);
  EXPECT_EQ(load_census_table(source, "").number(0, kCachedColumn), 3);
}

}  // namespace
}  // namespace mmoe
