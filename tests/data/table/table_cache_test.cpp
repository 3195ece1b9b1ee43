// SPDX-License-Identifier: Apache-2.0
// A table read through the cache is the table read into memory.
#include "data/table/table_cache.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <thread>

#include "base/error.h"
#include "data/table/table_fixture.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* kCachedRecipe = R"({
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
std::string cached_rows(int first, int last) {
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
  std::vector<fs::path> cached(const std::string& extension) const {
    std::vector<fs::path> found;
    if (!fs::exists(cache().folder)) return found;
    for (const auto& file : fs::directory_iterator(cache().folder)) {
      if (file.path().extension() == extension) found.push_back(file.path());
    }
    return found;
  }
  fs::path only(const std::string& extension) const {
    const auto found = cached(extension);
    EXPECT_EQ(found.size(), 1U) << extension;
    return found.at(0);
  }
  static std::string bytes_of_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  static void spoil(const fs::path& path, std::uintmax_t at) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(static_cast<std::streamoff>(at));
    const int byte = file.get();
    file.seekp(static_cast<std::streamoff>(at));
    file.put(static_cast<char>(byte ^ 0x55));
  }

  TestFolder folder_;
};

/// Bits of floats, so that missing labels are compared too.
std::vector<std::uint32_t> bits_of(const Matrix<float>& values) {
  std::vector<std::uint32_t> bits(static_cast<std::size_t>(values.size()));
  if (!bits.empty()) std::memcpy(bits.data(), values.data(), bits.size() * sizeof(float));
  return bits;
}

void expect_same(const Batch<float>& a, const Batch<float>& b) {
  EXPECT_EQ(bits_of(a.dense), bits_of(b.dense));
  EXPECT_EQ(bits_of(a.labels), bits_of(b.labels));
  EXPECT_EQ(a.sparse, b.sparse);
}

void expect_same(const TableDataSet& a, const TableDataSet& b) {
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

TEST_F(CachedTableTest, SmallTablesStayInMemory) {
  write_recipe();
  const auto bytes = static_cast<std::int64_t>(fs::file_size(folder_.path("t.csv")) +
                                               fs::file_size(folder_.path("u.csv")));
  EXPECT_FALSE(open({.folder = cache().folder, .from_bytes = bytes + 1}).cache());
  EXPECT_FALSE(fs::exists(cache().folder));
  EXPECT_TRUE(open({.folder = cache().folder, .from_bytes = bytes}).cache());
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
