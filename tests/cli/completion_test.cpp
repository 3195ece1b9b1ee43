// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/run_cli.h"

namespace mmoe {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::Outcome;
using testing::run_cli;
using testing::run_program;

class Completion : public ::testing::TestWithParam<std::string> {};

TEST_P(Completion, IsValidSyntax) {
  const std::string shell = GetParam();
  const Outcome script = run_cli({"completion", shell});
  ASSERT_EQ(script.status, 0) << script.err;
  EXPECT_THAT(script.out, HasSubstr("version"));
  if (!testing::have_program(shell)) GTEST_SKIP() << shell << " is not installed";
  const testing::TempDir dir;
  testing::write_file(dir / "script", script.out);
  const Outcome check = run_program(shell, {.args = {"-n", dir / "script"}});
  EXPECT_EQ(check.status, 0) << check.err;
  EXPECT_EQ(check.err, "");
}

INSTANTIATE_TEST_SUITE_P(Shells, Completion, ::testing::Values("bash", "zsh", "fish"),
                         [](const auto& shell) { return shell.param; });

/// Returns what bash offers after `words`, the last of which is being typed.
std::string bash_offers(const std::string& words) {
  const std::string script = run_cli({"completion", "bash"}).out;
  const std::string ask = "\nCOMP_WORDS=(" + words +
                          ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
                          "_mmoe_bench\necho ${COMPREPLY[@]}\n";
  return run_program("bash", {.args = {"-c", script + ask}}).out;
}

TEST(BashCompletion, OffersCommandsFlagsAndChoices) {
  EXPECT_EQ(bash_offers("mmoe-bench compl"), "completion\n");
  EXPECT_EQ(bash_offers("mmoe-bench --vers"), "--version\n");
  EXPECT_EQ(bash_offers("mmoe-bench completion ''"), "--help -h bash zsh fish\n");
  EXPECT_EQ(bash_offers("mmoe-bench completion --vers"), "\n");
}

TEST(BashCompletion, OffersExperimentsAndModels) {
  EXPECT_EQ(bash_offers("mmoe-bench --exp census-p"), "census-pairs census-protocols\n");
  EXPECT_EQ(bash_offers("mmoe-bench --models mm"), "mmoe\n");
  EXPECT_EQ(bash_offers("mmoe-bench experiment show census-p"), "census-pairs census-protocols\n");
}

TEST(FishCompletion, OffersCommandsFlagsAndChoices) {
  if (!testing::have_program("fish")) GTEST_SKIP() << "fish is not installed";
  const std::string script = run_cli({"completion", "fish"}).out;
  const auto offers = [&](const std::string& line) {
    return run_program("fish", {.args = {"-c", script + "complete -C '" + line + "'"}}).out;
  };
  EXPECT_EQ(offers("mmoe-bench compl"), "completion\tPrint a completion script for a shell\n");
  EXPECT_EQ(offers("mmoe-bench completion z"), "zsh\tThe shell\n");
  EXPECT_THAT(offers("mmoe-bench completion --"), Not(HasSubstr("--version")));
}

}  // namespace
}  // namespace mmoe
