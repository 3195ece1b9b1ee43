// SPDX-License-Identifier: Apache-2.0
// A made-up data set from a server on loopback: what is installed, and what failures leave behind.
#include "data/fetch/fetch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include <csignal>
#include <cstdlib>
#include <set>

#include "base/error.h"
#include "base/interrupt.h"
#include "base/sha256.h"
#include "cli/run_cli.h"
#include "data/fetch/loopback_server.h"
#include "data/fetch/made_archive.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using testing::Entry;
using ::testing::HasSubstr;
using testing::LoopbackServer;
using testing::make_tar_gz;
using testing::make_zip;
using testing::read_file;
using testing::Reply;
using testing::Request;
using testing::write_file;

const std::string kData(200'000, 'd');
const std::string kTest = "1, 2, 3.\n";

const Recipe kRecipe{
    .name = "made-up",
    .url = "http://published.invalid/made.zip",
    .archives = {"made.tar.gz"},
    .files = {{"made.data", 200'000, sha256_hex(kData)}, {"made.test", 9, sha256_hex(kTest)}}};

std::string published(const std::vector<Entry>& entries) {
  return make_zip({{"made.tar.gz", make_tar_gz(entries)}});
}

const std::string& good_archive() {
  static const std::string bytes = published({{"made.data", kData}, {"made.test", kTest}});
  return bytes;
}

/// The names of all files and folders below `folder`.
std::set<std::string> all_below(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    names.insert(fs::relative(entry.path(), folder));
  }
  return names;
}

ino_t file_number(const fs::path& path) {
  struct stat status = {};
  return stat(path.c_str(), &status) == 0 ? status.st_ino : 0;
}

class Fetch : public ::testing::Test {
 protected:
  FetchOptions options(const LoopbackServer& server) {
    FetchOptions options{.folder = folder_, .url = server.url("/made.zip"), .download = {}};
    options.download.wait = [](auto) {};
    options.download.attempts = 3;
    options.download.note = [this](const std::string& line) { notes_.push_back(line); };
    return options;
  }

  const testing::TempDir dir_;
  const fs::path folder_ = dir_ / "made-up";
  std::vector<std::string> notes_;
};

TEST_F(Fetch, InstallsTheFilesAndNothingElse) {
  const LoopbackServer server([](const Request&) { return Reply{.body = good_archive()}; });
  EXPECT_TRUE(fetch(kRecipe, options(server)));
  EXPECT_THAT(all_below(dir_.path()),
              ElementsAre("made-up", "made-up/made.data", "made-up/made.test"));
  EXPECT_EQ(read_file(folder_ / "made.data"), kData);
  EXPECT_EQ(read_file(folder_ / "made.test"), kTest);
}

TEST_F(Fetch, SaysThatAWebPageCame) {
  const LoopbackServer server(
      [](const Request&) { return Reply{.body = "\n<!DOCTYPE html><title>Log in</title>"}; });
  try {
    fetch(kRecipe, options(server));
    FAIL();
  } catch (const RunError& error) {
    EXPECT_EQ(error.what(), server.url("/made.zip") +
                                ": found a web page; expected an archive; open "
                                "the address in a browser: the network may ask for a login");
  }
  EXPECT_THAT(all_below(dir_.path()), ElementsAre());
}

TEST_F(Fetch, OnlyVerifiesWhatIsThere) {
  const LoopbackServer server([](const Request&) { return Reply{.body = good_archive()}; });
  fetch(kRecipe, options(server));
  notes_.clear();
  EXPECT_FALSE(fetch(kRecipe, options(server)));
  EXPECT_EQ(server.requests().size(), 1U);
  EXPECT_THAT(notes_, ElementsAre());
}

TEST_F(Fetch, PutsAnotherFileAsideAndLeavesAllOthers) {
  const LoopbackServer server([](const Request&) { return Reply{.body = good_archive()}; });
  fetch(kRecipe, options(server));
  write_file(folder_ / "made.test", "1, 2, 4.\n");
  write_file(folder_ / "notes", "mine");
  const ino_t kept = file_number(folder_ / "made.data");
  notes_.clear();
  EXPECT_TRUE(fetch(kRecipe, options(server)));
  EXPECT_EQ(read_file(folder_ / "made.test"), kTest);
  EXPECT_EQ(read_file(folder_ / "notes"), "mine");
  EXPECT_EQ(file_number(folder_ / "made.data"), kept);
  EXPECT_EQ(read_file(folder_ / "made.test.kept"), "1, 2, 4.\n");
  EXPECT_THAT(all_below(folder_), ElementsAre("made.data", "made.test", "made.test.kept", "notes"));
  EXPECT_THAT(notes_.front(), HasSubstr("made-up/made.test has SHA-256 "));
  EXPECT_THAT(notes_.back(),
              HasSubstr("that was there is kept as " + (folder_ / "made.test.kept").string()));
  write_file(folder_ / "made.test", "mine");
  EXPECT_TRUE(fetch(kRecipe, options(server)));
  EXPECT_EQ(read_file(folder_ / "made.test.kept"), "1, 2, 4.\n");
  EXPECT_EQ(read_file(folder_ / "made.test.kept2"), "mine");
}

TEST_F(Fetch, TakesAFolderWithASlashAndCreatesThoseAbove) {
  const LoopbackServer server([](const Request&) { return Reply{.body = good_archive()}; });
  FetchOptions deep = options(server);
  deep.folder = dir_ / "a/b/";
  EXPECT_TRUE(fetch(kRecipe, deep));
  EXPECT_THAT(all_below(dir_.path()), ElementsAre("a", "a/b", "a/b/made.data", "a/b/made.test"));
}

TEST_F(Fetch, RefusesAFileForAFolder) {
  const LoopbackServer server([](const Request&) { return Reply{.body = good_archive()}; });
  write_file(folder_, "file");
  EXPECT_THROW(fetch(kRecipe, options(server)), InputError);
  EXPECT_EQ(read_file(folder_), "file");
  EXPECT_EQ(server.requests().size(), 0U);
}

TEST_F(Fetch, RefusesAFolderBelowAFile) {
  const LoopbackServer server([](const Request&) { return Reply{.body = good_archive()}; });
  write_file(dir_ / "file", "file");
  FetchOptions below = options(server);
  below.folder = dir_ / "file/a/b";
  EXPECT_THROW(fetch(kRecipe, below), InputError);
  EXPECT_EQ(server.requests().size(), 0U);
}

TEST_F(Fetch, RefusesALinkToItself) {
  const LoopbackServer server([](const Request&) { return Reply{.body = good_archive()}; });
  fs::create_symlink(folder_, folder_);
  EXPECT_THROW(fetch(kRecipe, options(server)), InputError);
  fs::remove(folder_);
  fs::create_directory(folder_);
  fs::create_symlink(folder_ / "made.data", folder_ / "made.data");
  EXPECT_THROW(fetch(kRecipe, options(server)), RunError);
}

// The folder appears while its files are downloaded.
TEST_F(Fetch, PutsAFolderAsideThatStandsInTheWay) {
  const LoopbackServer server([](const Request&) { return Reply{.body = good_archive()}; });
  FetchOptions late = options(server);
  late.download.progress = [&](auto, auto) { fs::create_directories(folder_ / "made.test/full"); };
  EXPECT_TRUE(fetch(kRecipe, late));
  EXPECT_EQ(read_file(folder_ / "made.test"), kTest);
  EXPECT_THAT(all_below(folder_),
              ElementsAre("made.data", "made.test", "made.test.kept", "made.test.kept/full"));
}

struct Failing {
  const char* name;
  Reply reply;
  const char* message;
};

class FetchFailure : public Fetch, public ::testing::WithParamInterface<Failing> {
 protected:
  std::string failure(const LoopbackServer& server) {
    try {
      fetch(kRecipe, options(server));
    } catch (const RunError& error) {
      return error.what();
    }
    return "no failure";
  }
};

TEST_P(FetchFailure, LeavesNothing) {
  const LoopbackServer server([](const Request&) { return GetParam().reply; });
  EXPECT_THAT(failure(server), HasSubstr(GetParam().message));
  EXPECT_THAT(all_below(dir_.path()), ElementsAre());
}

TEST_P(FetchFailure, LeavesEarlierFilesAsTheyWere) {
  fs::create_directory(folder_);
  write_file(folder_ / "made.data", "damaged");
  write_file(folder_ / "made.test", kTest);
  const LoopbackServer server([](const Request&) { return GetParam().reply; });
  EXPECT_THAT(failure(server), HasSubstr(GetParam().message));
  EXPECT_THAT(all_below(folder_), ElementsAre("made.data", "made.test"));
  EXPECT_EQ(read_file(folder_ / "made.data"), "damaged");
  EXPECT_EQ(read_file(folder_ / "made.test"), kTest);
}

std::vector<Failing> failures() {
  std::string flipped = kData;
  flipped[100'000] = 'e';
  return {
      {"NotFound", {.status = 404}, "made.zip: HTTP status 404"},
      {"AlwaysCut", {.body = good_archive(), .sent = 9}, "(the last of 3 attempts)"},
      {"Endless", {.body = std::string(3'000'000, 'x')}, "sends more than "},
      {"WrongChecksum",
       {.body = published({{"made.data", flipped}, {"made.test", kTest}})},
       "made.data has SHA-256 "},
      {"TooShort",
       {.body = published({{"made.data", "short"}, {"made.test", kTest}})},
       "made.data has 5 bytes; expected 200000; nothing was installed"},
      {"TooLong",
       {.body = published({{"made.data", kData + "d"}, {"made.test", kTest}})},
       "made.data has more than 200000 bytes"},
      {"ClimbingPath",
       {.body = published({{"made.data", kData}, {"made.test", kTest}, {"../../evil", "evil"}})},
       "refused: it holds the path '../../evil'"},
      {"MissingMember",
       {.body = published({{"made.test", kTest}})},
       "made.zip: holds no made.data"},
      {"TruncatedArchive",
       {.body = good_archive().substr(0, good_archive().size() / 2)},
       "damaged, truncated or not an archive"},
  };
}

INSTANTIATE_TEST_SUITE_P(Of, FetchFailure, ::testing::ValuesIn(failures()),
                         [](const auto& failing) { return std::string(failing.param.name); });

/// A file system of 64 kB at `path`, for the scope.
class TinyDisk {
 public:
  explicit TinyDisk(const fs::path& path) : path_(path) {
    fs::create_directory(path);
    mounted_ = mount("tmpfs", path.c_str(), "tmpfs", 0, "size=64k") == 0;
  }
  ~TinyDisk() {
    if (mounted_) umount(path_.c_str());
  }
  TinyDisk(const TinyDisk&) = delete;
  TinyDisk& operator=(const TinyDisk&) = delete;
  bool mounted() const { return mounted_; }

 private:
  fs::path path_;
  bool mounted_;
};

TEST_F(Fetch, OnAFullDiskLeavesNothing) {
  const TinyDisk disk(dir_ / "disk");
  if (!disk.mounted()) GTEST_SKIP() << "FULL DISK NOT TESTED: only root may mount a small one";
  const LoopbackServer server([](const Request&) { return Reply{.body = good_archive()}; });
  FetchOptions full = options(server);
  full.folder = dir_ / "disk/made-up";
  try {
    fetch(kRecipe, full);
    ADD_FAILURE() << "no failure";
  } catch (const RunError& error) {
    EXPECT_THAT(error.what(), HasSubstr("made.data: No space left on device"));
  }
  EXPECT_THAT(all_below(dir_ / "disk"), ElementsAre());
}

TEST_F(Fetch, InterruptedLeavesNothing) {
  const LoopbackServer server([](const Request&) { return Reply{.body = good_archive()}; });
  FetchOptions stopped = options(server);
  stopped.download.progress = [](auto, auto) { raise(SIGINT); };
  const auto interrupted_fetch = [&] {
    catch_interrupts();
    try {
      fetch(kRecipe, stopped);
    } catch (const Interrupted&) {
      std::_Exit(interrupt_status());
    }
    std::_Exit(0);
  };
  EXPECT_EXIT(interrupted_fetch(), ::testing::ExitedWithCode(130), "");
  EXPECT_THAT(all_below(dir_.path()), ElementsAre());
}

}  // namespace
}  // namespace mmoe
