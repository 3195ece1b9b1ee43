// SPDX-License-Identifier: Apache-2.0
#include "experiment/store/store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <thread>

#include "base/error.h"
#include "cli/run_cli.h"
#include "experiment/store/filled_store.h"
#include "experiment/store/store_check.h"
#include "interruptible.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;
using ::testing::Not;
using Mode = Store::Mode;

TEST(Store, GivesBackWhatWasPutByteForByte) {
  const TempDir dir;
  fill(dir.path(), 2);
  Store store(dir.path(), Mode::kRead);
  EXPECT_EQ(store.find("id1"), record(1));
  EXPECT_FALSE(store.find("id2"));
  EXPECT_EQ(store.contents(), kContents);
}

TEST(Store, KeepsTheFirstOfTwoRecords) {
  const TempDir dir;
  fill(dir.path(), 1);
  Store store(dir.path(), Mode::kResume);
  store.put("id0", record(7));
  EXPECT_EQ(*store.find("id0"), record(0));
}

TEST(Store, LeavesOnePlainFileAndTheLock) {
  const TempDir dir;
  fill(dir.path(), 1);
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(dir.path())) {
    files.push_back(entry.path().filename());
  }
  EXPECT_THAT(files, ::testing::UnorderedElementsAre("trials.sqlite", "trials.lock"));
}

/// The statements in the comment at the head of store.h.
std::vector<std::string> documented_queries() {
  std::istringstream header(read_file(source_dir() / "src/experiment/store/store.h"));
  std::vector<std::string> queries;
  bool open = false;
  for (std::string line; std::getline(header, line);) {
    if (line.starts_with("//   SELECT ")) queries.emplace_back();
    open = open || line.starts_with("//   SELECT ");
    if (open) queries.back() += line.substr(4);
    if (line.ends_with(";")) open = false;
  }
  return queries;
}

TEST(Store, AnswersTheQueriesOfItsHeader) {
  const TempDir dir;
  fill(dir.path(), 3);
  Store(dir.path(), Mode::kResume).put(identity(3), diverged_record(3));
  const Database db(store_path(dir.path()).string(), SQLITE_OPEN_READONLY);
  const auto rows = [&](const std::string& query, int columns) {
    std::string text;
    for (Statement statement(db, query.c_str()); statement.step(); text += "\n") {
      for (int c = 0; c < columns; ++c) text += statement.text(c) + "|";
    }
    return text;
  };
  const auto queries = documented_queries();
  ASSERT_EQ(queries.size(), 3U);
  EXPECT_EQ(rows(queries[0], 5), "m|{\"cosine\":0.5}|0.001|3|1.0|\n");
  EXPECT_EQ(rows(queries[1], 2), "m/run=3||\n");
  EXPECT_EQ(rows(queries[2], 3), "m|{\"cosine\":0.5}|1.5|\nn|{\"cosine\":0.5}|0.5|\n");
}

TEST(Store, KeepsNoTransactionOpenAfterARecordWasFound) {
  const TempDir dir;
  Store store(dir.path(), Mode::kResume);
  store.put("id0", record(0));
  EXPECT_TRUE(store.find("id0"));
  const Database other(store_path(dir.path()).string(), SQLITE_OPEN_READWRITE);
  Statement shorten(other, "PRAGMA wal_checkpoint(RESTART)");
  ASSERT_TRUE(shorten.step());
  EXPECT_EQ(shorten.integer(0), 0) << "a reader was in the way";
}

TEST(Store, SaysWhatToDoWithOneOfNoExperiment) {
  const TempDir dir;
  Store(dir.path(), Mode::kResume).put("id0", record(0));
  EXPECT_THAT(message<InputError>([&] { Store(dir.path(), Mode::kRead).contents(); }),
              AllOf(HasSubstr("run the experiment's command with `out` " + dir.path().string()),
                    Not(HasSubstr("damaged"))));
  EXPECT_TRUE(check_store(dir.path()).ok());
}

TEST(Store, FreshStartsOver) {
  const TempDir dir;
  fill(dir.path(), 1);
  Store store(dir.path(), Mode::kFresh);
  EXPECT_FALSE(store.find("id0"));
}

TEST(Store, CanBeReadWhileItIsWritten) {
  const TempDir dir;
  Store writer(dir.path(), Mode::kResume);
  writer.put("id0", record(0));
  EXPECT_TRUE(Store(dir.path(), Mode::kRead).find("id0"));
  writer.put("id1", record(1));
  EXPECT_TRUE(Store(dir.path(), Mode::kRead).find("id1"));
}

TEST(Store, RefusesASecondWriterNamingTheFirst) {
  const TempDir dir;
  {
    const Store first(dir.path(), Mode::kResume);
    const std::string refused = message<RunError>([&] { Store(dir.path(), Mode::kFresh); });
    EXPECT_THAT(refused, HasSubstr("in use by process " + std::to_string(getpid())));
  }
  EXPECT_NO_THROW(Store(dir.path(), Mode::kResume));
}

/// From now on flock fails in this process as it does on a file system without locks.
void take_locks_away() {
  sock_filter program[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_flock, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOLCK),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  sock_fprog filter{std::size(program), program};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) != 0) {
    _exit(1);
  }
}

TEST(Store, SaysThatAFolderCannotBeLocked) {
  if (prctl(PR_GET_SECCOMP) < 0) GTEST_SKIP() << "SKIPPED: no seccomp; nothing was tested";
  const TempDir dir;
  const auto lock = [&] {
    take_locks_away();
    std::fputs(message<RunError>([&] { const StoreLock held(dir.path()); }).c_str(), stderr);
    _exit(0);
  };
  EXPECT_EXIT(lock(), ::testing::ExitedWithCode(0),
              dir.path().string() + " cannot be locked: No locks available; give an `out` on");
}

TEST(Store, RefusesFoldersThatItCannotUse) {
  const TempDir dir;
  write_file(dir / "file", "");
  EXPECT_THAT(message<InputError>([&] { Store(dir / "file", Mode::kResume); }), HasSubstr("out: "));
  EXPECT_THAT(message<InputError>([&] { Store(dir / "absent", Mode::kRead); }),
              HasSubstr("absent/trials.sqlite: no such file"));
  EXPECT_THAT(message<InputError>([&] { Store("/proc/absent", Mode::kResume); }),
              HasSubstr("/proc/absent cannot be created"));
}

TEST(Store, RefusesFilesOfAnotherKindOrVersion) {
  const TempDir dir;
  fill(dir.path(), 1);
  sql(dir.path(), "PRAGMA user_version = 3");
  EXPECT_THAT(message<InputError>([&] { Store(dir.path(), Mode::kResume); }),
              HasSubstr("stored as version 3, of another mmoe-bench; this one reads version 2"));
  sql(dir.path(), "PRAGMA application_id = 0");
  EXPECT_THAT(message<InputError>([&] { Store(dir.path(), Mode::kResume); }),
              HasSubstr("not a store of mmoe-bench"));
}

TEST(Store, LeavesFilesOfAnotherKindAsTheyAre) {
  const TempDir dir;
  const std::string file = store_path(dir.path()).string();
  Database(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE).exec("CREATE TABLE mine(x)");
  const std::string before = read_file(file);
  for (const Mode mode : {Mode::kResume, Mode::kFresh, Mode::kRead}) {
    EXPECT_THAT(message<InputError>([&] { Store(dir.path(), mode); }),
                HasSubstr("not a store of mmoe-bench"));
    EXPECT_EQ(read_file(file), before);
  }
}

TEST(Store, FreshTakesThePlaceOfADamagedOneAndKeepsIt) {
  const TempDir dir;
  const std::string text = "this is no database, whatever its name may say";
  for (const char* kept : {"trials.sqlite.kept", "trials.sqlite.kept2"}) {
    std::filesystem::remove(store_path(dir.path()));
    write_file(store_path(dir.path()), text);
    EXPECT_FALSE(Store(dir.path(), Mode::kFresh).find("id0"));
    EXPECT_EQ(read_file(dir / kept), text);
  }
}

TEST(Store, NamesWhatCanBeDoneWithADamagedFile) {
  const TempDir dir;
  write_file(store_path(dir.path()), "this is no database, whatever its name may say");
  EXPECT_THAT(
      message<RunError>([&] { Store(dir.path(), Mode::kResume); }),
      AllOf(HasSubstr("is damaged"), HasSubstr("store check"), HasSubstr("`fresh` starts over")));
  EXPECT_FALSE(check_store(dir.path()).ok());
}

TEST(Store, NeverReturnsAChangedRecord) {
  const TempDir dir;
  fill(dir.path(), 3);
  sql(dir.path(), "UPDATE trials SET record = replace(record, '1.1', '1.2') WHERE rowid = 2");
  Store store(dir.path(), Mode::kResume);
  EXPECT_THAT(message<RunError>([&] { store.find("id1"); }), HasSubstr("is damaged"));
  const StoreCheck check = check_store(dir.path());
  EXPECT_THAT(check.problems, ::testing::IsEmpty());
  EXPECT_THAT(check.sound, ::testing::ElementsAre("m/run=0", "m/run=2"));
  ASSERT_EQ(check.damaged.size(), 1U);
  EXPECT_EQ(check.damaged[0].trial, "m/run=1");
}

TEST(Store, WaitsWhileAnotherProgramHoldsTheFile) {
  const TempDir dir;
  Store store(dir.path(), Mode::kResume);
  store.set_contents(kContents);
  std::optional<Database> editor(std::in_place, (dir / "trials.sqlite").string(),
                                 SQLITE_OPEN_READWRITE);
  editor->exec("BEGIN IMMEDIATE");
  // SQLite itself waits ten seconds: the editor is still there when it gives up.
  std::thread closes([&] {
    std::this_thread::sleep_for(std::chrono::seconds(11));
    editor.reset();
  });
  store.put(identity(1), record(1));
  closes.join();
  EXPECT_TRUE(store.find(identity(1)).has_value());
}

TEST(Store, CtrlCEndsTheWaitForAnotherProgram) {
  const TempDir dir;
  Store(dir.path(), Mode::kResume).set_contents(kContents);
  Database editor((dir / "trials.sqlite").string(), SQLITE_OPEN_READWRITE);
  editor.exec("BEGIN EXCLUSIVE");
  for (const Mode mode : {Mode::kResume, Mode::kRead, Mode::kFresh}) {
    expect_interruptible([&] { Store(dir.path(), mode); });
  }
}

TEST(Store, KeepsEveryTrialThatFittedWhenTheDiskIsFull) {
  const TempDir dir;
  int kept = 0;
  {
    Store store(dir.path(), Mode::kResume);
    const FileSizeLimit full(200000);
    const std::string refused = message<RunError>([&] {
      for (; kept < 1000; ++kept) store.put(identity(kept), record(kept));
    });
    EXPECT_THAT(refused, HasSubstr("run the same command again (`fresh` and `predictions` would"));
  }
  EXPECT_GT(kept, 10);
  Store store(dir.path(), Mode::kResume);
  for (int run = 0; run < kept; ++run) EXPECT_TRUE(store.find(identity(run))) << run;
  store.put(identity(kept), record(kept));
  EXPECT_TRUE(check_store(dir.path()).ok());
}

}  // namespace
}  // namespace mmoe::testing
