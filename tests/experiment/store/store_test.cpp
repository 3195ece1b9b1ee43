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
#include "experiment/store/store_check.h"
#include "interruptible.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;
using ::testing::Not;
using Mode = Store::Mode;

const StoreContents kContents{
    {{"name", "e"}}, {{"settings", ordered_json::array()}}, {{"mmoe", "abc"}}};

std::string record(int run) {
  const ordered_json json = {
      {"key", "m/run=" + std::to_string(run)},
      {"model", "m"},
      {"setting", {{"cosine", 0.5}}},
      {"learning_rate", 0.001},
      {"run", run},
      {"status", "ok"},
      {"objective", 0.1 + run},
      {"metrics", {{{"task", "y1"}, {"metric", "mse"}, {"split", "test"}, {"value", run}}}},
      {"seconds", 1800.0}};
  return json.dump();
}

std::string diverged_record(int run) {
  ordered_json json = ordered_json::parse(record(run));
  json["model"] = "n";
  json["status"] = "diverged";
  json["objective"] = nullptr;
  json["metrics"] = ordered_json::array();
  return json.dump();
}

std::string identity(int run) { return "id" + std::to_string(run); }

void fill(const std::filesystem::path& folder, int count) {
  Store store(folder, Mode::kResume);
  store.set_contents(kContents);
  for (int run = 0; run < count; ++run) store.put(identity(run), record(run));
}

/// What() of the exception of type E that `act` throws.
template <typename E, typename Act>
std::string message(const Act& act) {
  try {
    act();
  } catch (const E& error) {
    return error.what();
  }
  ADD_FAILURE() << "threw nothing";
  return "";
}

void sql(const std::filesystem::path& folder, const char* text) {
  Database(store_path(folder).string(), SQLITE_OPEN_READWRITE).exec(text);
}

void overwrite(const std::filesystem::path& file, std::streamoff at, std::size_t count) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekp(at);
  stream << std::string(count, '\xa5');
}

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

/// Files of this process grow to `bytes` and no further, as on a full disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int);
};

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
