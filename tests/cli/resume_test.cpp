// SPDX-License-Identifier: Apache-2.0
// The promise of the store, kept by the real binary: whatever happens to it, no finished trial is
// lost, and in the end the result is that of an undisturbed run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "cli/trial_run.h"
#include "experiment/store.h"
#include "experiment/store_check.h"
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
  void wait_for_first_trial(const std::string& out) const {
    while (stored(out) == 0) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }

  TempDir dir_;
};

TEST_F(Resume, SurvivesFiftyKills) {
  constexpr int kRuns = 20, kSteps = 300;
  ASSERT_EQ(run_cli(command("calm", kRuns, kSteps)).status, 0);
  const Stream moments{.seed = 50, .purpose = Purpose::kCheck};
  for (std::uint64_t kill = 0; kill < 50; ++kill) {
    Process process(command("killed", kRuns, kSteps), dir_ / "err");
    std::this_thread::sleep_for(std::chrono::duration<double>(0.15 * uniform(moments, kill)));
    process.signal(SIGKILL);
    process.wait();
  }
  const std::size_t kept = stored("killed");
  EXPECT_TRUE(kept == 0 || check_store(dir_ / "killed").ok());
  EXPECT_EQ(run_cli(command("killed", kRuns, kSteps)).status, 0);
  EXPECT_EQ(result("killed").dump(), result("calm").dump());
}

TEST_F(Resume, SaysHowToGoOnAfterCtrlC) {
  Process process(command("out", 1000, 1000), dir_ / "err");
  wait_for_first_trial("out");
  process.signal(SIGINT);
  EXPECT_EQ(process.wait(), 130);
  EXPECT_THAT(read_file(dir_ / "err"), HasSubstr("run the same command again"));
  EXPECT_TRUE(check_store(dir_ / "out").ok());
}

TEST_F(Resume, RefusesASecondProcessOnOneFolder) {
  Process process(command("out", 1000, 1000), dir_ / "err");
  wait_for_first_trial("out");
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
  events.push_back("--events");
  const Outcome again = run_cli(events);
  EXPECT_THAT(again.out,
              AllOf(HasSubstr(R"("found":true,"done":24,"total":24)"),
                    HasSubstr(R"({"event":"result","file":)"), Not(HasSubstr(R"("found":false)"))));
  events.push_back("--fresh");
  EXPECT_THAT(run_cli(events).out, Not(HasSubstr(R"("found":true)")));
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
                             " --events > events; cp disk/out/tiny.json full.json";
  const Outcome outcome = run_program("unshare", {.args = {"-rm", "sh", "-c", script}});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("disk is full"));
  EXPECT_THAT(read_file(dir_ / "events"), HasSubstr(R"("found":true)"));
  EXPECT_EQ(comparable_result(dir_ / "full.json").dump(), result("calm").dump());
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
