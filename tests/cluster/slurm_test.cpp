// SPDX-License-Identifier: Apache-2.0
// experiments/cluster on the schedulers themselves, as far as they are there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "cli/trial_run.h"

namespace mmoe::testing {
namespace {

using ::testing::HasSubstr;

const std::filesystem::path kCluster = source_dir() / "experiments" / "cluster";

Outcome slurm_array(const std::map<std::string, std::string>& env,
                    const std::vector<std::string>& args) {
  return run_program(kCluster / "slurm-array.sh", {.args = args, .env = env});
}

TEST(Slurm, AShardWhoseNodeDiedGivesTheBytesOfOneMachine) {
  const TempDir dir;
  const std::string experiment = write_tiny_experiment(dir.path(), 2000);
  const Outcome outcome =
      run_program(source_dir() / "tests" / "cluster" / "loopback_slurm.sh",
                  {.args = {binary(), dir / "slurm", experiment, "--runs", "20"}});
  if (outcome.status == 77) GTEST_SKIP() << outcome.err << "nothing was tested";
  ASSERT_EQ(outcome.status, 0) << outcome.out << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("pulled the plug"));
  EXPECT_THAT(read_file(dir / "slurm" / "shard-2.log"), HasSubstr("start 2"));
  ASSERT_EQ(run_cli({"--exp", experiment, "--runs", "20", "--out", dir / "calm"}).status, 0);
  EXPECT_EQ(comparable_result(dir / "slurm" / "out" / "tiny.json").dump(),
            comparable_result(dir / "calm" / "tiny.json").dump());
}

TEST(Slurm, TheScriptRefusesWhatIsNoWholeArray) {
  const std::vector<std::string> args = {"out", "--exp", "synthetic"};
  const Outcome alone = slurm_array({}, args);
  EXPECT_EQ(alone.status, 2);
  EXPECT_THAT(alone.err, HasSubstr("sbatch --array=1-N"));
  const Outcome part = slurm_array({{"SLURM_ARRAY_TASK_ID", "3"},
                                    {"SLURM_ARRAY_TASK_COUNT", "1"},
                                    {"SLURM_ARRAY_TASK_MIN", "3"},
                                    {"SLURM_ARRAY_TASK_MAX", "3"}},
                                   args);
  EXPECT_EQ(part.status, 2);
  EXPECT_THAT(part.err, HasSubstr("MMOE_SHARDS=N"));
  EXPECT_EQ(slurm_array({{"SLURM_ARRAY_TASK_ID", "1"}}, {"out"}).status, 2);
  const Outcome uncounted = slurm_array({{"SLURM_ARRAY_TASK_ID", "3"}}, args);
  EXPECT_EQ(uncounted.status, 2);
  EXPECT_THAT(uncounted.err, HasSubstr("error: found no SLURM_ARRAY_TASK_COUNT; expected MMOE"));
}

TEST(Slurm, TheScriptRunsAPartOfAnArray) {
  const TempDir dir;
  const Outcome outcome =
      slurm_array({{"SLURM_ARRAY_TASK_ID", "3"}, {"MMOE_SHARDS", "4"}, {"MMOE_BENCH", binary()}},
                  {dir.path(), "--exp", write_tiny_experiment(dir.path(), 5), "--runs", "1"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("shard 3/4"));
  EXPECT_TRUE(std::filesystem::exists(dir / "shard-3" / "trials.sqlite"));
}

/// What a pod does: the container's command with the variables that Kubernetes and the file set.
TEST(Kubernetes, APodRunsItsShard) {
  if (!have_python("yaml")) {
    GTEST_SKIP() << "SKIPPED: no Python with yaml (Debian: python3-yaml); nothing was tested";
  }
  const std::string read_job = R"(
import sys, yaml
job = next(d for d in yaml.safe_load_all(open(sys.argv[1])) if d["kind"] == "Job")["spec"]
container = job["template"]["spec"]["containers"][0]
env = {e["name"]: e["value"] for e in container["env"]}
assert job["completionMode"] == "Indexed" and int(env["MMOE_SHARDS"]) == job["completions"]
print(container["args"][0]))";
  const Outcome command =
      run_program(kPython, {.args = {"-c", read_job, kCluster / "kubernetes-job.yaml"}});
  ASSERT_EQ(command.status, 0) << command.err;
  const TempDir dir;
  write_file(dir / "mmoe-bench", "#!/bin/sh\necho \"$@\"\n");
  std::filesystem::permissions(dir / "mmoe-bench", std::filesystem::perms::owner_all);
  const Outcome pod = run_program("sh", {.args = {"-c", command.out},
                                         .env = {{"PATH", dir.path().string() + ":/usr/bin:/bin"},
                                                 {"JOB_COMPLETION_INDEX", "15"},
                                                 {"MMOE_SHARDS", "16"}}});
  EXPECT_EQ(pod.out,
            "--exp synthetic --paper --quiet --jobs 2 --shard 16/16 --out "
            "/results/synthetic/shard-16\n");
}

}  // namespace
}  // namespace mmoe::testing
