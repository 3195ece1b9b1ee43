// SPDX-License-Identifier: Apache-2.0
#include "data/table/table_cache.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <thread>

#include "data/table/cached_table_fixture.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

/// Bytes that this process has read; what is mapped does not count.
std::int64_t bytes_read() {
  std::ifstream io("/proc/self/io");
  std::string name;
  std::int64_t bytes = 0;
  io >> name >> bytes;
  EXPECT_EQ(name, "rchar:");
  return bytes;
}

TEST_F(CachedTableTest, ASecondLoadReadsNoTable) {
  write_recipe();
  const auto table = static_cast<std::int64_t>(fs::file_size(folder_.path("t.csv")));
  const std::int64_t before = bytes_read();
  open(cache());
  const std::int64_t first = bytes_read();
  open(cache());
  EXPECT_GT(first - before, table);
  EXPECT_LT(bytes_read() - first, table / 2);
}

TEST_F(CachedTableTest, ReadsColumnsOnceForSeveralSeedsAndTransforms) {
  write_recipe();
  open(cache(), 1);
  const fs::path columns = only(".columns");
  const auto made = fs::last_write_time(columns);
  expect_same(open(cache(), 2), open({}, 2));
  write_recipe(R"({"by": "fraction", "test": 0.4})");
  expect_same(open(cache()), open({}));
  EXPECT_EQ(only(".columns"), columns);
  EXPECT_EQ(fs::last_write_time(columns), made);
  EXPECT_EQ(cached(".examples").size(), 3U);
  open(cache(), 3);
  open(cache(), 4);
  EXPECT_EQ(cached(".examples").size(), 3U);  // older ones are removed
  EXPECT_EQ(cached(".facts").size(), 3U);
}

TEST_F(CachedTableTest, SeesAChangeOfFileOrRecipe) {
  write_recipe();
  open(cache());
  const fs::path columns = only(".columns");
  std::string text = folder_.read("u.csv");
  text[text.rfind("c,\n") - 20] = '7';
  const auto time = fs::last_write_time(folder_.path("u.csv"));
  folder_.write("u.csv", text);
  fs::last_write_time(folder_.path("u.csv"), time);  // as a copy may set it
  expect_same(open(cache()), open({}));
  EXPECT_NE(only(".columns"), columns);
  std::string recipe = folder_.read("r.json");
  recipe.replace(recipe.find("\"bins\": 3"), 9, "\"bins\": 5");
  folder_.write("r.json", recipe);
  expect_same(open(cache()), open({}));
}

TEST_F(CachedTableTest, TwoAtOnceAreFine) {
  write_recipe();
  const auto identity = open({}).identity(0);
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&] { EXPECT_EQ(open(cache()).identity(0), identity); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(cached(".columns").size(), 1U);
}

TEST_F(CachedTableTest, SmallTablesStayInMemory) {
  write_recipe();
  const auto bytes = static_cast<std::int64_t>(fs::file_size(folder_.path("t.csv")) +
                                               fs::file_size(folder_.path("u.csv")));
  EXPECT_FALSE(open({.folder = cache().folder, .from_bytes = bytes + 1}).cache());
  EXPECT_FALSE(fs::exists(cache().folder));
  EXPECT_TRUE(open({.folder = cache().folder, .from_bytes = bytes}).cache());
}

class CacheVariable : public ::testing::Test {
 protected:
  ~CacheVariable() override { unsetenv("MMOE_TABLE_CACHE"); }
  static void set(const char* value) { setenv("MMOE_TABLE_CACHE", value, /*replace=*/1); }
};

TEST_F(CacheVariable, SaysFromWhichSizeTablesAreCached) {
  EXPECT_EQ(user_table_cache().from_bytes, 64'000'000);
  set("2");
  EXPECT_EQ(user_table_cache().from_bytes, 2'000'000);
  set("off");
  EXPECT_TRUE(user_table_cache().folder.empty());
  for (const char* wrong : {"on", "-1", "1.5", "64 MB"}) {
    set(wrong);
    EXPECT_THAT(input_error([] { user_table_cache(); }),
                HasSubstr(fmt::format("MMOE_TABLE_CACHE: found '{}'; expected off, or", wrong)));
  }
}

}  // namespace
}  // namespace mmoe
