// SPDX-License-Identifier: Apache-2.0
// The promise of the store, kept by the real binary: whatever happens to it, no finished trial is
// lost, and in the end the result is that of an undisturbed run.
#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <thread>

#include "cli/trial_run.h"
#include "experiment/store/store.h"
#include "experiment/store/store_check.h"
#include "math/random.h"

namespace mmoe::testing {
namespace {

using ::testing::HasSubstr;

class Resume : public ::testing::Test {
 protected:
  std::vector<std::string> command(const std::string& out, int runs, int steps = 20) const {
    return {"--exp",  write_tiny_experiment(dir_.path(), steps),
            "--runs", std::to_string(runs),
            "--out",  dir_ / out,
            "--jobs", "2"};
  }
  nlohmann::ordered_json result(const std::string& out) const {
    return comparable_result(dir_ / out / "tiny.json");
  }
  /// Trials that the folder keeps, or none yet.
  std::size_t stored(const std::string& out) const {
    if (!std::filesystem::exists(store_path(dir_ / out))) return 0;
    return check_store(dir_ / out).sound.size();
  }
  void wait_for_trials(const std::string& out, std::size_t count) const {
    while (stored(out) < count) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }

  void wait_for_owner(const std::string& out, pid_t pid) const {
    const auto lock = dir_ / out / "trials.lock";
    const std::string owner = fmt::format("process {} on", pid);
    while (!std::filesystem::exists(lock) || !read_file(lock).starts_with(owner)) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
  /// Until no process has the folder's lock.
  void wait_for_lock(const std::string& out) const {
    const int lock = open((dir_ / out / "trials.lock").c_str(), O_RDWR);
    while (flock(lock, LOCK_EX | LOCK_NB) != 0) {
      std::this_thread::sleep_for(std::chrono::microseconds(50));
    }
    close(lock);
  }

  TempDir dir_;
};

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

TEST_F(Resume, SurvivesFiftyKills) {
  constexpr int kRuns = 200, kSteps = 900;
  constexpr std::size_t kTrials = 8 * kRuns;  // more than the kills let pass
  ASSERT_EQ(run_cli(command("calm", kRuns, kSteps)).status, 0);
  const Stream moments{.seed = 50, .purpose = Purpose::kCheck};
  for (std::uint64_t kill = 0; kill < 50; ++kill) {
    const std::size_t before = stored("killed");
    Process process(command("killed", kRuns, kSteps), dir_ / "err");
    // Every third while it starts or resumes, the others while trials are run and stored.
    if (kill % 3 != 0) wait_for_trials("killed", std::min(before + 1, kTrials));
    std::this_thread::sleep_for(std::chrono::duration<double>(0.02 * uniform(moments, kill)));
    process.signal(SIGKILL);
    process.wait();
  }
  const StoreCheck kept = check_store(dir_ / "killed");
  EXPECT_TRUE(kept.ok());
  EXPECT_GE(kept.sound.size(), 33U);  // nothing that was seen in the store was lost
  EXPECT_LT(kept.sound.size(), kTrials);
  EXPECT_EQ(run_cli(command("killed", kRuns, kSteps)).status, 0);
  EXPECT_EQ(result("killed").dump(), result("calm").dump());
}

TEST_F(Resume, CtrlCDoesNotWaitForTrialsToEnd) {
  constexpr int kDays = 2'000'000'000;  // steps, as long as that takes
  Process process(command("out", 1, kDays), dir_ / "err");
  while (!std::filesystem::exists(store_path(dir_ / "out"))) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  process.signal(SIGINT);
  EXPECT_EQ(process.wait(), 130);
}

TEST_F(Resume, SaysHowToGoOnAfterCtrlC) {
  const auto interrupted = [&](const std::vector<std::string>& flags) {
    auto args = command("out", 1000, 1000);
    args.insert(args.end(), flags.begin(), flags.end());
    Process process(args, dir_ / "err");
    wait_for_owner("out", process.pid());
    if (flags.empty()) wait_for_trials("out", 1);
    process.signal(SIGINT);
    EXPECT_EQ(process.wait(), 130);
    EXPECT_TRUE(check_store(dir_ / "out").ok());
    return read_file(dir_ / "err");
  };
  const std::string csv = dir_ / "p.csv";
  EXPECT_THAT(interrupted({}), HasSubstr("run the same command again to resume"));
  // The same command would forget what is kept, or run it again.
  EXPECT_THAT(interrupted({"--predictions", csv}),
              HasSubstr("run the same command without --predictions to resume"));
  EXPECT_THAT(interrupted({"--fresh", "--predictions", csv}),
              HasSubstr("run the same command without --fresh and --predictions to resume"));
}

/// Whoever gets the lock finds the result of the process that had it.
TEST_F(Resume, HoldsItsFolderUntilTheResultIsWritten) {
  Process process(command("out", 300), dir_ / "err");
  wait_for_owner("out", process.pid());
  wait_for_lock("out");
  EXPECT_TRUE(std::filesystem::exists(dir_ / "out" / "tiny.json"));
  EXPECT_EQ(process.wait(), 0);
}

TEST_F(Resume, HoldsTheFolderOfAMergeUntilTheResultIsWritten) {
  ASSERT_EQ(run_cli(command("part", 300)).status, 0);
  Process process({"merge", dir_ / "part", "--out", dir_ / "out"}, dir_ / "err");
  wait_for_owner("out", process.pid());
  wait_for_lock("out");
  EXPECT_TRUE(std::filesystem::exists(dir_ / "out" / "tiny.json"));
  EXPECT_EQ(process.wait(), 0);
}

TEST_F(Resume, RefusesASecondProcessOnOneFolder) {
  Process process(command("out", 1000, 1000), dir_ / "err");
  wait_for_trials("out", 1);
  const Outcome second = run_cli(command("out", 1000, 1000));
  EXPECT_EQ(second.status, 1);
  EXPECT_THAT(second.err, HasSubstr("in use by process " + std::to_string(process.pid())));
  process.signal(SIGKILL);  // the lock dies with its owner
  process.wait();
  EXPECT_EQ(run_cli(command("out", 1)).status, 0);
}

TEST_F(Resume, SkipsWhatItHasAndRunsTheRest) {
  ASSERT_EQ(run_cli(command("grown", 1)).status, 0);
  ASSERT_EQ(run_cli(command("grown", 3)).status, 0);
  ASSERT_EQ(run_cli(command("whole", 3)).status, 0);
  EXPECT_EQ(result("grown").dump(), result("whole").dump());

  auto events = command("grown", 3);
  events.push_back("--json");
  const Outcome again = run_cli(events);
  EXPECT_THAT(again.out,
              AllOf(HasSubstr(R"("found":true,"done":24,"total":24)"),
                    HasSubstr(R"({"event":"result","file":)"), Not(HasSubstr(R"("found":false)"))));
  events.push_back("--fresh");
  const Outcome fresh = run_cli(events);
  EXPECT_EQ(fresh.status, 0) << fresh.err;
  EXPECT_EQ(count(fresh.out, R"("found":false)"), 24U);
  EXPECT_EQ(count(fresh.out, R"("found":true)"), 0U);
}

TEST_F(Resume, GivesTheSameBytesForAnyNumberOfJobs) {
  auto one = command("one", 2), four = command("four", 2);
  one.back() = "1";
  four.back() = "4";
  ASSERT_EQ(run_cli(one).status, 0);
  ASSERT_EQ(run_cli(four).status, 0);
  EXPECT_EQ(result("one").dump(), result("four").dump());
}

TEST_F(Resume, GoesOnAfterAFullDisk) {
  const std::string probe = "mount -t tmpfs -o size=300k none " + dir_.path().string();
  if (run_program("unshare", {.args = {"-rm", "sh", "-c", probe}}).status != 0) {
    GTEST_SKIP() << "SKIPPED: no tmpfs of its own (unshare -rm, mount); nothing was tested";
  }
  ASSERT_EQ(run_cli(command("calm", 60)).status, 0);
  std::filesystem::create_directory(dir_ / "disk");
  auto args = command("disk/out", 60);
  std::string run = binary();
  for (const std::string& arg : args) run += " " + arg;
  const std::string script = "set -e; cd '" + dir_.path().string() +
                             "'; mount -t tmpfs -o size=400k none disk; " + "if " + run +
                             "; then exit 9; fi; " + "mount -o remount,size=64m none disk; " + run +
                             " --json > events; cp disk/out/tiny.json full.json";
  const Outcome outcome = run_program("unshare", {.args = {"-rm", "sh", "-c", script}});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("disk is full"));
  EXPECT_THAT(read_file(dir_ / "events"), HasSubstr(R"("found":true)"));
  EXPECT_EQ(comparable_result(dir_ / "full.json").dump(), result("calm").dump());
}

TEST_F(Resume, RunsOnlyWhatAChangedSettingAsksFor) {
  auto narrow = command("out", 2), wide = narrow;
  narrow.insert(narrow.end(), {"--cosine", "0.5"});
  wide.insert(wide.end(), {"--cosine", "0.5,0.9", "--json"});
  ASSERT_EQ(run_cli(narrow).status, 0);
  const std::string events = run_cli(wide).out;
  EXPECT_THAT(events, HasSubstr(R"("found":true,"done":8,"total":16)"));
  EXPECT_THAT(events, HasSubstr(R"("found":false,"done":9,"total":16)"));
}

TEST_F(Resume, LosesNothingInAFolderThatBecameReadOnly) {
  ASSERT_EQ(run_cli(command("out", 1)).status, 0);
  const std::string folder = (dir_ / "out").string();
  std::string run = binary();
  for (const std::string& arg : command("out", 2)) run += " " + arg;
  const std::string script = "mount --bind '" + folder + "' '" + folder +
                             "' && mount -o remount,bind,ro '" + folder + "' || exit 77; " + run;
  const Outcome refused = run_program("unshare", {.args = {"-rm", "sh", "-c", script}});
  if (refused.status == 77 || refused.err.find("unshare") != std::string::npos) {
    GTEST_SKIP() << "SKIPPED: no read-only mount (unshare -rm, mount); nothing was tested";
  }
  EXPECT_EQ(refused.status, 2) << refused.err;
  EXPECT_THAT(refused.err, HasSubstr("error: --out: " + folder + " cannot be written to"));
  EXPECT_EQ(stored("out"), 8U);
  ASSERT_EQ(run_cli(command("out", 2)).status, 0);
  ASSERT_EQ(run_cli(command("whole", 2)).status, 0);
  EXPECT_EQ(result("out").dump(), result("whole").dump());
}

/// Pages of the store damaged at random: refused, or (where nothing that matters was hit) the same
/// result; what is sound can be told and saved, and the rest run again.
TEST_F(Resume, GoesOnFromWhatDamagedPagesLeave) {
  ASSERT_EQ(run_cli(command("calm", 3)).status, 0);
  const std::string sound = read_file(store_path(dir_ / "calm"));
  const std::size_t pages = sound.size() / 4096;
  const Stream places{.seed = 3, .purpose = Purpose::kCheck};
  for (std::uint64_t hit = 0; hit < 6; ++hit) {
    const auto page =
        static_cast<std::size_t>(uniform(places, 2 * hit) * static_cast<double>(pages));
    const auto from = static_cast<std::size_t>(uniform(places, 2 * hit + 1) * 2048);
    SCOPED_TRACE(fmt::format("page {} of {}, from byte {}", page, pages, from));
    const std::string name = "hit" + std::to_string(hit), saved = "saved" + std::to_string(hit);
    std::filesystem::create_directory(dir_ / name);
    std::string bytes = sound;
    bytes.replace(page * 4096 + from, 2048, std::string(2048, '\xa5'));
    write_file(store_path(dir_ / name), bytes);

    const Outcome again = run_cli(command(name, 3));
    if (again.status == 0) {
      EXPECT_EQ(result(name).dump(), result("calm").dump());
      continue;
    }
    EXPECT_THAT(again.err, ::testing::MatchesRegex("error: [^\n]*\n"));
    EXPECT_FALSE(std::filesystem::exists(dir_ / name / "tiny.json"));
    EXPECT_EQ(run_cli({"store", "check", dir_ / name}).status, 1);
    ASSERT_EQ(run_cli({"store", "salvage", dir_ / name, "--out", dir_ / saved}).status, 0);
    EXPECT_EQ(run_cli(command(saved, 3)).status, 0);
    EXPECT_EQ(result(saved).dump(), result("calm").dump());
  }
}

TEST_F(Resume, NamesTheWayOutOfADamagedStore) {
  ASSERT_EQ(run_cli(command("out", 2)).status, 0);
  const auto file = dir_ / "out" / "trials.sqlite";
  std::string bytes = read_file(file);
  bytes.replace(bytes.size() / 2 / 4096 * 4096, 4096, std::string(4096, '\xa5'));
  write_file(file, bytes);
  const Outcome refused = run_cli(command("out", 2));
  EXPECT_EQ(refused.status, 1);
  EXPECT_THAT(refused.err, AllOf(HasSubstr("is damaged"), HasSubstr("store check")));

  const Outcome check = run_cli({"store", "check", dir_ / "out", "--json"});
  EXPECT_EQ(check.status, 1);
  EXPECT_FALSE(nlohmann::json::parse(check.out)["damaged"].empty());
  EXPECT_EQ(run_cli({"store", "salvage", dir_ / "out", "--out", dir_ / "saved"}).status, 0);
  EXPECT_EQ(run_cli({"store", "check", dir_ / "saved"}).status, 0);
  EXPECT_EQ(run_cli(command("saved", 2)).status, 0);
  ASSERT_EQ(run_cli(command("calm", 2)).status, 0);
  EXPECT_EQ(result("saved").dump(), result("calm").dump());
}

}  // namespace
}  // namespace mmoe::testing
