// SPDX-License-Identifier: Apache-2.0
// A table read through the cache is the table read into memory.
#include "data/table/prepared_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "base/error.h"
#include "data/table/cached_table_fixture.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST_F(CachedTableTest, IsTheTableInMemory) {
  for (
      const char* split :
      {R"({"by": "fraction"})", R"({"by": "group", "column": "user"})",
       R"({"by": "time", "column": "day"})",
       R"({"by": "column", "column": "part", "validation_values": ["v"], "test_values": ["t"]})"}) {
    SCOPED_TRACE(split);
    write_recipe(split);
    const TableDataSet in_memory = open({}), first = open(cache()), second = open(cache());
    EXPECT_FALSE(in_memory.cache());
    EXPECT_TRUE(first.cache() && second.cache());
    expect_same(first, in_memory);
    expect_same(second, in_memory);
  }
}

TEST_F(CachedTableTest, HasTheErrorsOfTheTableInMemory) {
  write_recipe();
  const auto error = [&](const TableCache& cache) { return input_error([&] { open(cache); }); };
  folder_.write("u.csv", cached_rows(150, 241) + "1,x,1,1,1,,c,h,m,1,1,1,red,1,u,d,l\n");
  EXPECT_THAT(error({}), HasSubstr("u.csv:"));
  EXPECT_THAT(error({}), HasSubstr("column 'p': found 'x'"));
  EXPECT_EQ(error(cache()), error({}));
  EXPECT_THAT(cached(".part"), IsEmpty());
  folder_.write("u.csv", cached_rows(150, 241));
  write_recipe(R"({"by": "time", "column": "dya"})");
  EXPECT_THAT(error({}), HasSubstr("the table has no column 'dya'"));
  EXPECT_EQ(error(cache()), error({}));
  write_recipe(R"({"by": "column", "column": "part", "test_values": ["x"]})");
  EXPECT_THAT(error({}), HasSubstr("no row has 'x'"));
  EXPECT_EQ(error(cache()), error({}));
}

TEST_F(CachedTableTest, ADamagedFileIsMadeAgain) {
  write_recipe();
  const TableDataSet in_memory = open({});
  open(cache());
  for (const char* kind : {".columns", ".facts", ".examples"}) {
    SCOPED_TRACE(kind);
    const fs::path file = only(kind);
    const std::string whole = bytes_of_file(file);
    if (kind == std::string(".columns")) fs::remove(only(".facts"));
    spoil(file, kind == std::string(".examples") ? whole.size() - 3 : whole.size() / 2);
    ::testing::internal::CaptureStderr();
    expect_same(open(cache()), in_memory);
    EXPECT_THAT(::testing::internal::GetCapturedStderr(), HasSubstr("damaged"));
    EXPECT_EQ(bytes_of_file(file), whole);
  }
}

TEST_F(CachedTableTest, ABlockOfExamplesThatIsDamagedIsToldWhenItIsRead) {
  write_recipe();
  open(cache());
  const fs::path file = only(".examples");
  spoil(file, fs::file_size(file) / 2);
  const TableDataSet data = open(cache());
  try {
    Batch<float> batch;
    data.open({.batch = 200})->training_batch(0, batch);
    FAIL();
  } catch (const RunError& error) {
    EXPECT_THAT(error.what(), HasSubstr("is damaged"));
    EXPECT_THAT(error.what(), Not(HasSubstr("\n")));
  }
}

TEST_F(CachedTableTest, GoesOnWhereAKilledImportStopped) {
  write_recipe();
  open(cache());
  for (const char* kind : {".columns", ".examples", ".facts"}) {
    SCOPED_TRACE(kind);
    const fs::path file = only(kind);
    const std::string whole = bytes_of_file(file);
    for (std::size_t left = 0; left < whole.size(); left += whole.size() / 7) {
      fs::remove(file);
      for (const fs::path& facts : cached(".facts")) fs::remove(facts);
      std::ofstream(file.string() + ".part", std::ios::binary) << whole.substr(0, left);
      open(cache());
      ASSERT_EQ(bytes_of_file(file), whole) << left << " bytes were left";
      EXPECT_THAT(cached(".part"), IsEmpty());
    }
  }
}

TEST_F(CachedTableTest, AnUnfinishedFileThatIsDamagedIsRemoved) {
  write_recipe();
  open(cache());
  const fs::path columns = only(".columns");
  const std::string whole = bytes_of_file(columns);
  fs::remove(columns);
  fs::remove(only(".facts"));
  const std::string part = columns.string() + ".part";
  std::ofstream(part, std::ios::binary) << whole.substr(0, whole.size() - 50);
  spoil(part, whole.size() / 2);
  ::testing::internal::CaptureStderr();
  EXPECT_FALSE(open(cache()).cache());
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), HasSubstr("is damaged"));
  EXPECT_THAT(cached(".part"), IsEmpty());
  EXPECT_TRUE(open(cache()).cache());
  EXPECT_EQ(bytes_of_file(columns), whole);
}

TEST_F(CachedTableTest, WithoutAPlaceTheTableIsReadIntoMemory) {
  write_recipe();
  const TableDataSet in_memory = open({});
  const auto warned = [&](const TableCache& cache, const std::string& why) {
    ::testing::internal::CaptureStderr();
    const TableDataSet data = open(cache);
    EXPECT_FALSE(data.cache());
    expect_same(data, in_memory);
    const std::string line = ::testing::internal::GetCapturedStderr();
    EXPECT_THAT(line, HasSubstr(why));
    EXPECT_THAT(line, HasSubstr("MMOE_TABLE_CACHE=off"));
  };
  folder_.write("file", "no folder");
  warned({.folder = folder_.path("file"), .from_bytes = 0}, "cannot be written");
  open(cache());
  const fs::path facts = only(".facts");
  std::ofstream(facts) << "somebody else's";
  warned(cache(), "not of mmoe-bench");
  EXPECT_EQ(bytes_of_file(facts), "somebody else's");
}

TEST_F(CachedTableTest, HoldsMoreRowsThanABlock) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += fmt::format("x{},", i);
  text += "c,y\n";
  for (int row = 0; row < 300; ++row) {  // blocks of 128 rows of columns, 16 of examples
    for (int i = 0; i < 10'000; ++i) text += fmt::format("{},", (row + i) % 7);
    text += fmt::format("c{},{}\n", row / 2, row % 2);
  }
  folder_.write("t.csv", text);
  folder_.write("r.json", R"({"files": "t.csv", "columns": {"c": "categorical"},
      "other_columns": "numeric", "tasks": [{"column": "y", "kind": "binary"}]})");
  const TableDataSet in_memory = open({});
  expect_same(open(cache()), in_memory);
  expect_same(open(cache()), in_memory);
}

}  // namespace
}  // namespace mmoe
