// SPDX-License-Identifier: Apache-2.0
#include "base/terminal.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace mmoe {
namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

constexpr std::size_t kLeastColumns = 60, kMostColumns = 200;

}  // namespace

bool can_redraw(std::FILE* stream) {
  const std::string_view kind = environment("TERM");
  return !kind.empty() && kind != "dumb" && isatty(fileno(stream)) == 1;
}

void hold_closed_streams() {
  // open() returns the lowest free descriptor: those before `stream` are taken.
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(stream, F_GETFD) < 0) open("/dev/null", O_RDONLY);
  }
}

std::optional<std::size_t> output_columns(std::FILE* stream) {
  winsize size{};
  if (ioctl(fileno(stream), TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return std::nullopt;
  return std::clamp<std::size_t>(size.ws_col, kLeastColumns, kMostColumns);
}

bool use_color(std::FILE* stream) { return environment("NO_COLOR").empty() && can_redraw(stream); }

}  // namespace mmoe
