// SPDX-License-Identifier: Apache-2.0
#include "data/census/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>

#include "data/census/census_fixture.h"
#include "data/data_folders.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Sets an environment variable (nullptr: unsets it) until the end of the scope.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* old = std::getenv(name)) old_ = old;
    set(value);
  }
  ~Variable() { set(old_ ? old_->c_str() : nullptr); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  void set(const char* value) const {
    if (value != nullptr) {
      setenv(name_, value, 1);
    } else {
      unsetenv(name_);
    }
  }
  const char* name_;
  std::optional<std::string> old_;
};

TEST(CensusFiles, AreFoundInTheFolderOrInOneOfTheirName) {
  const TestFolder folder;
  folder.write("census-income.data", "");
  const std::string test = folder.write("census-income.test.gz", "");
  EXPECT_EQ(find_census_files(folder.path()).test, test);
  fs::create_directory(folder.path("census-income"));
  const std::string inner = folder.write("census-income/census-income.data", "");
  folder.write("census-income/census-income.test", "");
  EXPECT_EQ(find_census_files(folder.path()).train, inner);
}

TEST(CensusFiles, APlainFileIsTakenBeforeItsCompressedForm) {
  const TestFolder folder;
  const std::string plain = folder.write("census-income.data", "");
  folder.write("census-income.data.gz", "");
  const std::string gz = folder.write("census-income.test.gz", "");
  ::testing::internal::CaptureStderr();
  const CensusFiles found = find_census_files(folder.path());
  EXPECT_EQ(::testing::internal::GetCapturedStderr(),
            "reading " + plain + "; census-income.data.gz beside it is not read\n");
  EXPECT_EQ(found.train, plain);
  EXPECT_EQ(found.test, gz);
}

TEST(CensusFiles, TheFlagGoesBeforeTheVariable) {
  const Variable variable("MMOE_DATA_DIR", "/from/variable");
  EXPECT_THAT(data_folders("/from/flag"), ElementsAre("/from/flag"));
  EXPECT_THAT(data_folders(""), ElementsAre("/from/variable"));
}

TEST(CensusFiles, WithoutBothTheCheckoutIsSearched) {
  const Variable variable("MMOE_DATA_DIR", nullptr);
  const TestFolder folder;
  fs::create_directories(folder.path("datasets/census-income"));
  fs::create_directories(folder.path("build/release"));
  const fs::path before = fs::current_path();
  fs::current_path(folder.path("build/release"));
  const fs::path found = data_folders("").front();
  fs::current_path(before);
  EXPECT_EQ(fs::canonical(found), fs::canonical(folder.path("datasets")));
}

TEST(CensusFiles, TheUsersDataFolderIsSearchedLast) {
  const Variable data_dir("MMOE_DATA_DIR", nullptr);
  const Variable user("XDG_DATA_HOME", "/home/me/data");
  EXPECT_EQ(data_folders("").back(), "/home/me/data/mmoe-bench");
}

TEST(CensusFiles, AFailedSearchSaysWhereItLookedAndWhatToDo) {
  const TestFolder folder;
  folder.write("census-income.data", "");  // without the test file
  const std::string message = input_error([&] { find_census_files(folder.path()); });
  EXPECT_THAT(message, HasSubstr("census-income.test (plain or .gz) not found in " +
                                 folder.path("census-income") + ", " + folder.path("")));
}

TEST(CensusFiles, AFailedSearchSaysHowToGetThemWhereTheyAreSearched) {
  const TestFolder folder;
  const auto search = [](const std::string& data_dir) {
    return input_error([&] { find_census_files(data_dir); });
  };
  const std::string fetch =
      "`mmoe-bench data fetch census-income --data-dir " + folder.path() + "`, or leave out ";
  const Variable variable("MMOE_DATA_DIR", folder.path().c_str());
  EXPECT_THAT(search(""), HasSubstr(fetch + "MMOE_DATA_DIR"));
  EXPECT_THAT(search(folder.path()), HasSubstr(fetch + "`data_dir`"));
}

}  // namespace
}  // namespace mmoe
