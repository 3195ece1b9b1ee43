// SPDX-License-Identifier: Apache-2.0
#include "experiment/store/store_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>

#include "base/error.h"
#include "cli/run_cli.h"
#include "experiment/store/filled_store.h"

namespace mmoe::testing {
namespace {

using ::testing::HasSubstr;
using Mode = Store::Mode;

TEST(StoreCheck, FindsAllSoundInAnUntouchedStore) {
  const TempDir dir;
  fill(dir.path(), 40);
  const StoreCheck check = check_store(dir.path());
  EXPECT_TRUE(check.ok());
  EXPECT_EQ(check.sound.size(), 40U);
}

/// Ends as a process of `count` trials does that is killed.
void fill_and_die(const std::filesystem::path& folder, int count) {
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    Store store(folder, Mode::kResume);
    for (int run = 0; run < count; ++run) store.put(identity(run), record(run));
    kill(getpid(), SIGKILL);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));
}

TEST(StoreCheck, FindsWhatAKilledProcessLeftInTheLog) {
  constexpr int kTrials = 100;  // more than the file itself had room for
  const TempDir dir;
  fill_and_die(dir.path(), kTrials);
  ASSERT_EQ(std::filesystem::file_size(store_path(dir.path())), 4096U);
  const StoreCheck check = check_store(dir.path());
  EXPECT_TRUE(check.ok());
  EXPECT_EQ(check.sound.size(), kTrials);
  EXPECT_EQ(salvage_store(dir.path(), dir / "saved"), kTrials);
}

TEST(StoreCheck, TellsSoundTrialsFromThoseOnADamagedPageAndSavesThem) {
  const TempDir dir;
  fill(dir.path(), 200);
  // Pages are 4096 bytes; the first few hold schema, meta and index roots.
  const auto size = std::filesystem::file_size(store_path(dir.path()));
  overwrite(store_path(dir.path()), static_cast<std::streamoff>(size / 2 / 4096 * 4096), 4096);
  EXPECT_THAT(message<RunError>([&] { Store(dir.path(), Mode::kResume); }),
              HasSubstr("is damaged"));
  const StoreCheck check = check_store(dir.path());
  EXPECT_FALSE(check.problems.empty());
  EXPECT_FALSE(check.damaged.empty());
  EXPECT_GT(check.sound.size(), 150U);
  EXPECT_EQ(check.sound.size() + check.damaged.size(), 200U);

  EXPECT_EQ(salvage_store(dir.path(), dir / "saved"), check.sound.size());
  const StoreCheck saved = check_store(dir / "saved");
  EXPECT_TRUE(saved.ok());
  EXPECT_EQ(saved.sound, check.sound);
}

TEST(StoreCheck, LeavesNoFolderBehindWhereNothingIsSaved) {
  const TempDir dir;
  const auto out = dir / "saved";
  EXPECT_THAT(message<InputError>([&] { salvage_store(dir / "nosuch", out); }),
              HasSubstr("nosuch/trials.sqlite: no such file"));
  EXPECT_FALSE(std::filesystem::exists(out));
  fill(dir / "run", 200);
  EXPECT_EQ(salvage_store(dir / "run", out), 200U);
  EXPECT_THAT(message<InputError>([&] { salvage_store(dir / "run", out); }),
              HasSubstr("saved already exists; expected a new folder"));
}

TEST(StoreCheck, SurvivesDamageToAnyPage) {
  const TempDir dir;
  fill(dir.path(), 60);
  const std::string sound = read_file(store_path(dir.path()));
  for (std::size_t page = 0; page < sound.size() / 4096; ++page) {
    write_file(store_path(dir.path()), sound);
    overwrite(store_path(dir.path()), static_cast<std::streamoff>(page * 4096), 4096);
    const StoreCheck check = check_store(dir.path());
    EXPECT_FALSE(check.ok()) << "page " << page;
    for (const std::string& key : check.sound) EXPECT_THAT(key, HasSubstr("m/run="));
  }
}

TEST(StoreCheck, LeavesNothingBehindOnAFullDisk) {
  const TempDir dir;
  fill(dir / "run", 500);
  {
    const FileSizeLimit full(100000);
    message<RunError>([&] { salvage_store(dir / "run", dir / "saved"); });
  }
  EXPECT_FALSE(std::filesystem::exists(dir / "saved"));
  const auto left = std::filesystem::directory_iterator(dir.path());
  EXPECT_EQ(std::distance(begin(left), end(left)), 1);
  EXPECT_EQ(salvage_store(dir / "run", dir / "saved"), 500U);
}

TEST(StoreCheck, ReadsALogThatHasNoIndex) {
  const TempDir dir;
  // As a kill leaves it, copied without its index.
  {
    Store store(dir / "run", Mode::kResume);
    store.set_contents(kContents);
    for (int run = 0; run < 42; ++run) store.put(identity(run), record(run));
    std::filesystem::create_directory(dir / "copy");
    for (const char* name : {"trials.sqlite", "trials.sqlite-wal"}) {
      std::filesystem::copy_file(dir / "run" / name, dir / "copy" / name);
    }
  }
  EXPECT_EQ(check_store(dir / "copy").sound.size(), 42U);
  EXPECT_EQ(salvage_store(dir / "copy", dir / "saved"), 42U);
  EXPECT_TRUE(Store(dir / "copy", Mode::kRead).find(identity(41)).has_value());
  EXPECT_FALSE(std::filesystem::exists(dir / "copy" / "trials.sqlite-shm"));
}

}  // namespace
}  // namespace mmoe::testing
