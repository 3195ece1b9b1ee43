// SPDX-License-Identifier: Apache-2.0
#include "data/fetch/download.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <vector>

#include "base/error.h"
#include "base/interrupt.h"
#include "cli/run_cli.h"
#include "data/fetch/loopback_server.h"

namespace mmoe {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::LoopbackServer;
using testing::read_file;
using testing::Reply;
using testing::Request;

std::string made_bytes(std::size_t count) {
  std::string bytes;
  for (std::size_t i = 0; i < count; ++i) bytes += static_cast<char>(i * i % 251);
  return bytes;
}

class Download : public ::testing::Test {
 protected:
  Download() {
    options_.wait = [this](milliseconds delay) { waits_.push_back(delay); };
    options_.note = [this](const std::string& line) { notes_.push_back(line); };
  }

  /// The message of the RunError that downloading throws.
  std::string failure(const std::string& url) {
    try {
      download(url, path_, options_);
    } catch (const RunError& error) {
      return error.what();
    }
    return "no failure";
  }

  const std::string body_ = made_bytes(100'000);
  const testing::TempDir dir_;
  const std::filesystem::path path_ = dir_ / "file";
  std::vector<milliseconds> waits_;
  std::vector<std::string> notes_;
  DownloadOptions options_;
};

std::vector<std::size_t> starts(const LoopbackServer& server) {
  std::vector<std::size_t> result;
  for (const Request& request : server.requests()) result.push_back(request.start);
  return result;
}

TEST_F(Download, BringsTheBytesAndReportsProgress) {
  const LoopbackServer server([&](const Request&) { return Reply{.body = body_}; });
  std::int64_t last = 0;
  options_.progress = [&](std::int64_t done, std::int64_t total) {
    EXPECT_GT(done, last);
    EXPECT_EQ(total, 100'000);
    last = done;
  };
  download(server.url("/x"), path_, options_);
  EXPECT_EQ(read_file(path_), body_);
  EXPECT_EQ(last, 100'000);
  EXPECT_THAT(waits_, ElementsAre());
}

TEST_F(Download, ResumesABrokenTransferWhereItStopped) {
  const LoopbackServer server([&](const Request& request) {
    return Reply{.body = body_, .sent = request.number < 2 ? 30'000 : std::string::npos};
  });
  std::int64_t last_total = 0;
  options_.progress = [&](std::int64_t, std::int64_t total) { last_total = total; };
  download(server.url("/x"), path_, options_);
  EXPECT_EQ(read_file(path_), body_);
  EXPECT_THAT(starts(server), ElementsAre(0, 30'000, 60'000));
  EXPECT_THAT(waits_, ElementsAre(milliseconds(1000), milliseconds(2000)));
  EXPECT_THAT(notes_, ElementsAre(HasSubstr("interrupted after 30000 bytes: "),
                                  HasSubstr("interrupted after 60000 bytes: ")));
  EXPECT_EQ(last_total, 100'000);  // of the whole file, not of the rest
}

TEST_F(Download, StartsAgainWhereTheServerCannotResume) {
  const LoopbackServer server([&](const Request& request) {
    return Reply{.body = body_,
                 .can_resume = false,
                 .sent = request.number == 0 ? 30'000 : std::string::npos};
  });
  download(server.url("/x"), path_, options_);
  EXPECT_EQ(read_file(path_), body_);
  EXPECT_THAT(starts(server), ElementsAre(0, 30'000, 0));
}

TEST_F(Download, GivesUpAfterSoManyAttempts) {
  const LoopbackServer server([&](const Request&) { return Reply{.body = body_, .sent = 10}; });
  options_.attempts = 3;
  const std::string url = server.url("/x");
  EXPECT_THAT(failure(url), ::testing::AllOf(HasSubstr("cannot download " + url + ": "),
                                             HasSubstr(" (the last of 3 attempts)")));
  EXPECT_THAT(starts(server), ElementsAre(0, 10, 20));
}

TEST_F(Download, NamesUrlAndStatusAtOnceWhenTheFileIsNotThere) {
  const LoopbackServer server([](const Request&) { return Reply{.status = 404, .body = "no"}; });
  const std::string url = server.url("/x");
  EXPECT_EQ(failure(url), "cannot download " + url + ": HTTP status 404");
  EXPECT_EQ(server.requests().size(), 1U);
}

TEST_F(Download, TriesABusyServerAgain) {
  const LoopbackServer server([&](const Request& request) {
    return request.number == 0 ? Reply{.status = 503, .body = "busy"} : Reply{.body = body_};
  });
  download(server.url("/x"), path_, options_);
  EXPECT_EQ(read_file(path_), body_);
  EXPECT_THAT(notes_, ElementsAre("interrupted after 0 bytes: HTTP status 503; trying again"));
}

TEST_F(Download, TriesADeadServerAgain) {
  std::string url;
  {
    url = LoopbackServer([](const Request&) { return Reply{}; }).url("/x");
  }
  options_.attempts = 2;
  EXPECT_THAT(failure(url), HasSubstr("(the last of 2 attempts)"));
  EXPECT_THAT(waits_, ElementsAre(milliseconds(1000)));
}

TEST_F(Download, FollowsARedirect) {
  const LoopbackServer server([&](const Request& request) {
    return request.path == "/new" ? Reply{.body = body_}
                                  : Reply{.status = 302, .body = "moved", .location = "/new"};
  });
  download(server.url("/old"), path_, options_);
  EXPECT_EQ(read_file(path_), body_);
}

TEST_F(Download, FollowsNoRedirectToAFile) {
  testing::write_file(dir_ / "secret", "secret");
  const LoopbackServer server([&](const Request&) {
    return Reply{.status = 302, .location = "file://" + (dir_ / "secret").string()};
  });
  EXPECT_THAT(failure(server.url("/x")), HasSubstr("file"));
  EXPECT_EQ(read_file(path_), "");
}

TEST_F(Download, EndsALoopOfRedirects) {
  const LoopbackServer server(
      [](const Request&) { return Reply{.status = 302, .location = "/again"}; });
  EXPECT_THAT(failure(server.url("/x")), HasSubstr("redirects"));
  EXPECT_EQ(server.requests().size(), 11U);
}

TEST_F(Download, WaitsForASlowServer) {
  const LoopbackServer server(
      [&](const Request&) { return Reply{.body = body_, .pause = milliseconds(5)}; });
  download(server.url("/x"), path_, options_);
  EXPECT_EQ(read_file(path_), body_);
  EXPECT_EQ(server.requests().size(), 1U);
}

TEST_F(Download, LeavesAStalledConnectionAndResumes) {
  const LoopbackServer server([&](const Request& request) {
    return request.number == 0 ? Reply{.body = body_, .sent = 500, .hang = true}
                               : Reply{.body = body_};
  });
  options_.stall = milliseconds(900);
  download(server.url("/x"), path_, options_);
  EXPECT_EQ(read_file(path_), body_);
  EXPECT_EQ(starts(server).at(1), 500U);
  EXPECT_EQ(notes_.front(), "interrupted after 500 bytes: no data received; trying again");
}

TEST_F(Download, RefusesMoreThanTheLimit) {
  const LoopbackServer server([&](const Request&) { return Reply{.body = body_}; });
  options_.max_bytes = 99'999;
  EXPECT_THAT(failure(server.url("/x")), HasSubstr("sends more than 99999 bytes"));
  options_.max_bytes = 100'000;
  EXPECT_NO_THROW(download(server.url("/x"), path_, options_));
}

TEST_F(Download, ReadsAFileUrl) {
  testing::write_file(dir_ / "here", body_);
  download("file://" + (dir_ / "here").string(), path_, options_);
  EXPECT_EQ(read_file(path_), body_);
  EXPECT_THAT(failure("file:///nowhere/x"), HasSubstr("cannot download file:///nowhere/x: "));
}

TEST_F(Download, RefusesOtherProtocols) {
  EXPECT_THAT(failure("ftp://127.0.0.1/x"), HasSubstr("cannot download ftp://127.0.0.1/x: "));
}

TEST_F(Download, EndsWhenInterrupted) {
  const LoopbackServer server(
      [&](const Request&) { return Reply{.body = body_, .pause = milliseconds(5)}; });
  options_.progress = [](auto, auto) { raise(SIGINT); };
  const auto interrupted_download = [&] {
    catch_interrupts();
    try {
      download(server.url("/x"), path_, options_);
    } catch (const Interrupted&) {
      std::_Exit(interrupt_status());
    }
    std::_Exit(0);
  };
  EXPECT_EXIT(interrupted_download(), ::testing::ExitedWithCode(130), "");
}

TEST(WaitOrInterrupt, EndsWhenInterrupted) {
  const auto wait = [] {
    catch_interrupts();
    raise(SIGTERM);
    try {
      wait_or_interrupt(std::chrono::hours(1));
    } catch (const Interrupted&) {
      std::_Exit(interrupt_status());
    }
  };
  EXPECT_EXIT(wait(), ::testing::ExitedWithCode(143), "");
}

}  // namespace
}  // namespace mmoe
