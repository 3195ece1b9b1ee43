// SPDX-License-Identifier: Apache-2.0
#include "base/atomic_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "cli/run_cli.h"

namespace mmoe {
namespace {

using ::testing::HasSubstr;
using testing::read_file;
using testing::TempDir;
using ::testing::ThrowsMessage;
using testing::write_file;

std::size_t entries(const std::filesystem::path& folder) {
  const auto all = std::filesystem::directory_iterator(folder);
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

TEST(AtomicFile, AppearsOnCommit) {
  TempDir folder;
  AtomicFile file(folder / "x.csv", kPredictionsFile);
  file.write("a,b\n");
  EXPECT_FALSE(std::filesystem::exists(folder / "x.csv"));
  file.write("1,2\n");
  file.commit();
  EXPECT_EQ(read_file(folder / "x.csv"), "a,b\n1,2\n");
  EXPECT_EQ(entries(folder.path()), 1U);
}

TEST(AtomicFile, LeavesNothingWithoutCommit) {
  TempDir folder;
  write_file(folder / "x.csv", "old");
  {
    AtomicFile file(folder / "x.csv", kFolderPart);
    file.write("new");
  }
  EXPECT_EQ(read_file(folder / "x.csv"), "old");
  EXPECT_EQ(entries(folder.path()), 1U);
}

TEST(AtomicFile, ReplacesAndHasOrdinaryPermissions) {
  TempDir folder;
  write_file(folder / "x.csv", "old");
  write_file(folder / "ordinary", "");
  write_file_atomically(folder / "x.csv", "new", kFolderPart);
  EXPECT_EQ(read_file(folder / "x.csv"), "new");
  EXPECT_EQ(std::filesystem::status(folder / "x.csv").permissions(),
            std::filesystem::status(folder / "ordinary").permissions());
}

TEST(AtomicFile, NamesAPlaceThatCannotBeWritten) {
  TempDir folder;
  EXPECT_THAT([&] { AtomicFile file(folder / "missing/x.csv", kFolderPart); },
              ThrowsMessage<InputError>(HasSubstr("missing/x.csv': No such file or directory")));
  EXPECT_THAT([&] { AtomicFile file(folder.path(), kFolderPart); },
              ThrowsMessage<InputError>(HasSubstr("it is not a regular file")));
}

TEST(AtomicFile, TemporaryNamesDiffer) {
  const std::filesystem::path place = "some/folder/x.csv";
  EXPECT_NE(temporary_beside(place), temporary_beside(place));
  EXPECT_EQ(temporary_beside(place).parent_path(), place.parent_path());
}

}  // namespace
}  // namespace mmoe
