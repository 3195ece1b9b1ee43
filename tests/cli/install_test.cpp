// SPDX-License-Identifier: Apache-2.0
// `make install`, into a folder of its own, and that what it installs is true.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/run_cli.h"
#include "paths.h"

namespace mmoe {
namespace {

using ::testing::HasSubstr;
using testing::Outcome;
using testing::read_file;
using testing::run_cli;
using testing::run_program;

TEST(Install, PutsEachFileWhereItBelongs) {
  const testing::TempDir dir;
  const Outcome install =
      run_program("cmake", {.args = {"--install", testing::build_dir(), "--prefix", "/usr"},
                            .env = {{"DESTDIR", dir.path()}}});
  ASSERT_EQ(install.status, 0) << install.err;

  const auto usr = dir / "usr";
  EXPECT_EQ(run_program(usr / "bin/mmoe-bench", {.args = {"--version"}}).status, 0);
  const auto share = usr / "share";
  EXPECT_EQ(read_file(share / "bash-completion/completions/mmoe-bench"),
            run_cli({"completion", "bash"}).out);
  EXPECT_EQ(read_file(share / "zsh/site-functions/_mmoe-bench"),
            run_cli({"completion", "zsh"}).out);
  EXPECT_EQ(read_file(share / "fish/vendor_completions.d/mmoe-bench.fish"),
            run_cli({"completion", "fish"}).out);
  EXPECT_EQ(read_file(share / "man/man1/mmoe-bench.1"), run_cli({"man"}).out);
  EXPECT_THAT(read_file(share / "doc/mmoe-bench/LICENSE"), HasSubstr("Apache License"));
  EXPECT_TRUE(std::filesystem::exists(share / "doc/mmoe-bench/CITATION.cff"));
}

TEST(ManPage, HasItsSectionsAndCommandsAndNoWarnings) {
  const Outcome page = run_cli({"man"});
  ASSERT_EQ(page.status, 0);
  for (const char* section : {"NAME", "SYNOPSIS", "OPTIONS", "COMMANDS"}) {
    EXPECT_THAT(page.out, HasSubstr(std::string(".SH ") + section + "\n"));
  }
  EXPECT_THAT(page.out, HasSubstr(".SS mmoe\\-bench completion\n"));
  EXPECT_THAT(page.out, HasSubstr("\\fB\\-\\-version\\fR"));
  if (!testing::have_program("groff")) GTEST_SKIP() << "groff is not installed";
  const Outcome groff = run_program("groff", {.args = {"-man", "-ww", "-z"}, .input = page.out});
  EXPECT_EQ(groff.err, "");
}

}  // namespace
}  // namespace mmoe
