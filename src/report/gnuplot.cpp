// SPDX-License-Identifier: Apache-2.0
#include "report/gnuplot.h"

#include <fmt/format.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <future>
#include <thread>

#include "base/error.h"
#include "report/write_file.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;

constexpr int kNotFound = 127;  // the shell's status

/// For the shell.
std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

void run_gnuplot(const std::string& folder, const std::string& script) {
  const std::string command =
      fmt::format("cd {} && gnuplot {} 2>&1", quoted(folder), quoted(script));
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
        "--format txt,tex,csv)");
  }
  if (code != 0) {
    throw RunError(fmt::format("gnuplot failed on {}/{}: {}", folder, script, output));
  }
}

void draw_one(const Figure& figure, const std::string& folder, const DrawingOptions& options) {
  const std::string script = figure.name + ".gp";
  const fs::path path = fs::path(folder) / script;
  write_file(path, gnuplot_script(figure, options.extensions));
  run_gnuplot(folder, script);
  if (!options.keep_scripts) fs::remove(path);
}

}  // namespace

void draw(const std::vector<Figure>& figures, const std::string& folder,
          const DrawingOptions& options) {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < figures.size(); i = next++) {
      draw_one(figures[i], folder, options);
    }
  };
  std::vector<std::future<void>> workers;
  const std::size_t count =
      std::min<std::size_t>(figures.size(), std::thread::hardware_concurrency());
  for (std::size_t i = 0; i < count; ++i) workers.push_back(std::async(std::launch::async, work));
  for (auto& worker : workers) worker.get();
}

}  // namespace mmoe
