// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "cli/run_cli.h"
#include "data/fetch/loopback_server.h"
#include "data/fetch/made_archive.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using testing::LoopbackServer;
using testing::Outcome;
using testing::read_file;
using testing::Reply;
using testing::Request;
using testing::run_cli;
using ::testing::StartsWith;
using testing::write_file;

const std::string kText(100'000, 'm');

/// A data set of the user's own: a recipe, and the archive that it describes.
class DataFetch : public ::testing::Test {
 protected:
  DataFetch() {
    const nlohmann::json recipe = {
        {"name", "mine"},
        {"url", "http://published.invalid/mine.zip"},
        {"archives", nlohmann::json::array()},
        {"files", {{{"name", "mine.csv"}, {"bytes", 100'000}, {"sha256", sha256_hex(kText)}}}}};
    write_file(dir_ / "recipe.json", recipe.dump());
    write_file(dir_ / "mine.zip", testing::make_zip({{"mine.csv", kText}}));
  }

  /// `data fetch recipe.json` from the path of the archive, into the user's data folder.
  Outcome fetch_mine(std::vector<std::string> more = {}) {
    more.insert(more.begin(),
                {"data", "fetch", dir_ / "recipe.json", "--mirror", dir_ / "mine.zip"});
    return run_cli({.args = more, .env = {{"XDG_DATA_HOME", dir_ / "home"}}});
  }

  const testing::TempDir dir_;
  const fs::path installed_ = dir_ / "home/mmoe-bench/mine/mine.csv";
};

TEST_F(DataFetch, FetchesThenVerifiesThenMends) {
  const Outcome first = fetch_mine();
  EXPECT_EQ(first.status, 0) << first.err;
  EXPECT_EQ(first.out, "mine: fetched into " + installed_.parent_path().string() +
                           "\n  mine.csv  100000 bytes  sha256 " + sha256_hex(kText) + "\n");
  EXPECT_THAT(first.err, StartsWith("downloading file://"));
  EXPECT_EQ(read_file(installed_), kText);

  const Outcome second = fetch_mine();
  EXPECT_EQ(second.status, 0) << second.err;
  EXPECT_THAT(second.out, StartsWith("mine: verified in "));
  EXPECT_EQ(second.err, "");

  write_file(installed_, "damaged");
  const Outcome third = fetch_mine();
  EXPECT_THAT(third.out, StartsWith("mine: fetched into "));
  EXPECT_THAT(third.err, StartsWith(installed_.string() + " has 7 bytes; expected 100000\n"));
  EXPECT_EQ(read_file(installed_), kText);
}

/// An archive that is kept as it is, with the MD5 of "abc": nothing else is installed, and one that
/// was put there by hand is told to be another.
TEST_F(DataFetch, RefusesAnArchiveWhoseMd5IsWrong) {
  const fs::path recipe = dir_ / "whole.json";
  write_file(recipe, R"({"name": "whole", "url": "http://published.invalid/whole.tar.gz",
    "archives": [], "files": [{"name": "whole.tar.gz", "md5": "900150983cd24fb0d6963f7d28e17f72"}]})");
  write_file(dir_ / "whole.tar.gz", "abcd");
  const auto fetch = [&] {
    return run_cli(
        {"data", "fetch", recipe, "--mirror", dir_ / "whole.tar.gz", "--data-dir", dir_ / "here"});
  };
  const Outcome refused = fetch();
  EXPECT_EQ(refused.status, 1);
  EXPECT_THAT(refused.err, EndsWith("/whole.tar.gz: whole.tar.gz has MD5 "
                                    "e2fc714c4727ee9395f324cd2e7f331f; expected "
                                    "900150983cd24fb0d6963f7d28e17f72; nothing was installed\n"));
  EXPECT_FALSE(fs::exists(dir_ / "here"));

  write_file(dir_ / "whole.tar.gz", "abc");
  fs::create_directories(dir_ / "here");
  write_file(dir_ / "here/whole.tar.gz", "by hand");
  const Outcome mended = fetch();
  EXPECT_EQ(mended.status, 0) << mended.err;
  EXPECT_THAT(mended.err, HasSubstr("here/whole.tar.gz has MD5 "));
  EXPECT_EQ(read_file(dir_ / "here/whole.tar.gz"), "abc");
  EXPECT_EQ(read_file(dir_ / "here/whole.tar.gz.kept"), "by hand");
}

TEST_F(DataFetch, PrintsJson) {
  const Outcome outcome = fetch_mine({"--json", "--data-dir", dir_ / "here"});
  const auto result = nlohmann::json::parse(outcome.out);
  EXPECT_EQ(result["data_set"], "mine");
  EXPECT_EQ(result["status"], "fetched");
  EXPECT_EQ(result["folder"], (dir_ / "here").string());
  EXPECT_THAT(result["url"].get<std::string>(), EndsWith("/mine.zip"));
  EXPECT_EQ(
      result["files"],
      nlohmann::json({{{"name", "mine.csv"}, {"bytes", 100'000}, {"sha256", sha256_hex(kText)}}}));
  EXPECT_EQ(read_file(dir_ / "here/mine.csv"), kText);
}

TEST_F(DataFetch, IsSilentOnStandardErrorWhenQuiet) {
  const Outcome outcome = fetch_mine({"--quiet"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.err, "");
  EXPECT_THAT(outcome.out, StartsWith("mine: fetched into "));
}

TEST_F(DataFetch, DrawsABarOnATerminal) {
  if (!testing::have_terminals()) GTEST_SKIP() << testing::kNoTerminals;
  const LoopbackServer server(
      [&](const Request&) { return Reply{.body = read_file(dir_ / "mine.zip")}; });
  const Outcome outcome = run_cli({.args = {"data", "fetch", dir_ / "recipe.json", "--mirror",
                                            server.url("/mine.zip"), "--data-dir", dir_ / "here"},
                                   .stderr_terminal = true});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.err, HasSubstr("\r[####################] "));
  EXPECT_THAT(outcome.err, HasSubstr(" MB, took "));
}

TEST_F(DataFetch, OnAFullDiskSaysSoAndLeavesNothing) {
  // A limit on the size of files stands for the disk: 8 blocks of 512 or 1024 bytes.
  const Outcome outcome = testing::run_program(
      "sh", {.args = {"-c", "ulimit -f 8; trap '' XFSZ; exec \"$0\" \"$@\"", testing::binary(),
                      "data", "fetch", dir_ / "recipe.json", "--quiet", "--mirror",
                      dir_ / "mine.zip", "--data-dir", dir_ / "here"}});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.err, StartsWith("error: cannot write "));
  EXPECT_THAT(outcome.err, EndsWith("mine.csv: File too large\n"));
  EXPECT_FALSE(fs::exists(dir_ / "here"));
}

TEST_F(DataFetch, NamesUrlAndStatus) {
  const LoopbackServer server([](const Request&) { return Reply{.status = 404}; });
  const Outcome outcome = run_cli({"data", "fetch", "census-income", "--quiet", "--mirror",
                                   server.url("/x.zip"), "--data-dir", dir_ / "here"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.err, "error: cannot download " + server.url("/x.zip") + ": HTTP status 404\n");
  EXPECT_FALSE(fs::exists(dir_ / "here"));
}

TEST_F(DataFetch, RefusesWhatItDoesNotKnow) {
  const Outcome unknown = run_cli({"data", "fetch", "census"});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_EQ(unknown.err,
            "error: unknown data set 'census'; expected one of census-income, kuairand-1k, "
            "kuairand-27k\n");
  const Outcome mirror = run_cli({"data", "fetch", "census-income", "--mirror", "ftp://x/y.zip"});
  EXPECT_EQ(mirror.status, 2);
  EXPECT_EQ(mirror.err,
            "error: --mirror: found 'ftp'; expected http, https or file before '://'\n");
}

TEST(DataFetchHelp, CompletesTheName) {
  EXPECT_THAT(run_cli({"completion", "bash"}).out, HasSubstr("census-income"));
}

}  // namespace
}  // namespace mmoe
