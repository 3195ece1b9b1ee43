// SPDX-License-Identifier: Apache-2.0
#include "report/gnuplot.h"

#include <fmt/format.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>

#include "base/error.h"
#include "report/write_file.h"

namespace mmoe {
namespace {

constexpr int kNotFound = 127;  // the shell's status

/// For the shell.
std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

}  // namespace

void draw(const Figure& figure, const std::string& folder,
          const std::vector<std::string>& extensions) {
  const std::filesystem::path path = std::filesystem::path(folder) / figure.name;
  write_file(path.string() + ".csv", to_csv(figure));
  if (extensions.empty()) return;
  write_file(path.string() + ".gp", gnuplot_script(figure, extensions));
  const std::string command =
      fmt::format("cd {} && gnuplot {} 2>&1", quoted(folder), quoted(figure.name + ".gp"));
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw RunError("cannot start gnuplot");
  std::string output;
  std::array<char, 4096> buffer{};
  while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    output.append(buffer.data(), n);
  }
  const int status = pclose(pipe);
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 1;
  if (code == kNotFound) {
    throw RunError(
        "gnuplot is not installed; on Debian: apt-get install gnuplot-nox (or leave figures out: "
        "--format md,tex,csv,txt)");
  }
  if (code != 0) {
    throw RunError(fmt::format("gnuplot failed on {}.gp: {}", path.string(), output));
  }
}

}  // namespace mmoe
