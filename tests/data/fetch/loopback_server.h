// SPDX-License-Identifier: Apache-2.0
// An HTTP server on 127.0.0.1 that misbehaves on demand.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace mmoe::testing {

struct Request {
  std::string path;
  std::size_t start = 0;   // of the range asked for; 0: all
  std::size_t number = 0;  // 0 for the server's first
};

struct Reply {
  int status = 200;
  std::string body{};
  std::string location{};                // of a redirect
  bool can_resume = true;                // answers a range with that range, else with all
  std::size_t sent = std::string::npos;  // bytes of the (ranged) body sent before it goes silent
  bool hang = false;  // once silent: stays open until the client leaves, else closes
  std::chrono::milliseconds pause{0};  // before each eighth of the body
};

/// Serves one connection after the other on a thread of its own, each for one request.
class LoopbackServer {
 public:
  using Handler = std::function<Reply(const Request&)>;
  explicit LoopbackServer(Handler handler);
  ~LoopbackServer();
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  std::string url(const std::string& path) const;
  /// Returns all requests so far.
  std::vector<Request> requests() const;

 private:
  void serve();
  void answer(int client);

  Handler handler_;
  int listener_;
  int port_ = 0;
  mutable std::mutex mutex_;  // guards requests_
  std::vector<Request> requests_;
  std::thread thread_;
};

}  // namespace mmoe::testing
