// SPDX-License-Identifier: Apache-2.0
#include "data/fetch/loopback_server.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <string_view>
#include <system_error>
#include <utility>

namespace mmoe::testing {
namespace {

int not_negative(int result, const char* call) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), call);
  return result;
}

/// Up to the empty line; less when the client leaves.
std::string read_head(int client) {
  std::string head;
  char buffer[4096];
  while (head.find("\r\n\r\n") == std::string::npos) {
    const ssize_t count = recv(client, buffer, sizeof buffer, 0);
    if (count <= 0) break;
    head.append(buffer, static_cast<std::size_t>(count));
  }
  return head;
}

/// False when the client has left.
bool send_all(int client, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

Request parse(const std::string& head) {
  const std::size_t path = head.find(' ') + 1;
  Request request{.path = head.substr(path, head.find(' ', path) - path)};
  constexpr std::string_view kRange = "Range: bytes=";
  if (const std::size_t range = head.find(kRange); range != std::string::npos) {
    request.start = std::strtoull(head.c_str() + range + kRange.size(), nullptr, 10);
  }
  return request;
}

}  // namespace

LoopbackServer::LoopbackServer(Handler handler)
    : handler_(std::move(handler)),
      listener_(not_negative(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket")) {
  setenv("no_proxy", "127.0.0.1", 1);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  not_negative(bind(listener_, generic, size), "bind");  // port 0: a free one
  not_negative(listen(listener_, 8), "listen");
  not_negative(getsockname(listener_, generic, &size), "getsockname");
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

LoopbackServer::~LoopbackServer() {
  shutdown(listener_, SHUT_RDWR);  // wakes accept
  thread_.join();
  close(listener_);
}

std::string LoopbackServer::url(const std::string& path) const {
  return fmt::format("http://127.0.0.1:{}{}", port_, path);
}

std::vector<Request> LoopbackServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

void LoopbackServer::serve() {
  for (;;) {
    const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) return;
    const timeval patience{.tv_sec = 20, .tv_usec = 0};  // no test may hang on a silent client
    setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    answer(client);
    close(client);
  }
}

void LoopbackServer::answer(int client) {
  Request request = parse(read_head(client));
  {
    const std::lock_guard lock(mutex_);
    request.number = requests_.size();
    requests_.push_back(request);
  }
  const Reply reply = handler_(request);
  const bool partial = request.start > 0 && reply.can_resume && reply.status == 200;
  const std::size_t total = reply.body.size();
  std::string_view body = reply.body;
  if (partial) body.remove_prefix(std::min(request.start, total));

  std::string head =
      fmt::format("HTTP/1.1 {} Made Up\r\nConnection: close\r\nContent-Length: {}\r\n",
                  partial ? 206 : reply.status, body.size());
  if (partial) {
    head += fmt::format("Content-Range: bytes {}-{}/{}\r\n", request.start, total - 1, total);
  }
  if (!reply.location.empty()) head += fmt::format("Location: {}\r\n", reply.location);
  bool there = send_all(client, head + "\r\n");

  body = body.substr(0, reply.sent);
  const std::size_t piece = body.size() / 8 + 1;
  for (; there && !body.empty(); body.remove_prefix(std::min(piece, body.size()))) {
    std::this_thread::sleep_for(reply.pause);
    there = send_all(client, body.substr(0, piece));
  }
  if (reply.hang) read_head(client);
}

}  // namespace mmoe::testing
