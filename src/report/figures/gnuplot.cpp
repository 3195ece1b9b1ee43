// SPDX-License-Identifier: Apache-2.0
#include "report/figures/gnuplot.h"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <future>
#include <map>

#include "base/atomic_file.h"
#include "base/cores.h"
#include "base/error.h"
#include "base/interrupt.h"
#include "report/figures/drawing_folder.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;

constexpr int kNotFound = 127;              // the shell's status
constexpr int kInterrupted = 128 + SIGINT;  // likewise, of a program that Ctrl-C ended

/// For the shell.
std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

void run_gnuplot(const std::string& folder, const std::string& script) {
  // -d, and no GNUTERM: a figure depends neither on the user's ~/.gnuplot nor on a terminal that
  // this gnuplot may lack.
  const std::string command =
      fmt::format("unset GNUTERM; cd -- {} && gnuplot -d {} 2>&1", quoted(folder), quoted(script));
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw RunError("cannot start gnuplot");
  std::string output;
  std::array<char, 4096> buffer{};
  while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    output.append(buffer.data(), n);
  }
  const int status = pclose(pipe);
  const int code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  // A Ctrl-C reaches gnuplot too, and its end may be seen here before our own signal.
  if (interrupted() || code == kInterrupted) throw Interrupted();
  if (code == kNotFound) {
    throw RunError(
        "gnuplot is not installed; on Debian: apt-get install gnuplot-nox (or leave figures out: "
        "--format txt,tex,csv)");
  }
  if (code != 0) {
    throw RunError(fmt::format("gnuplot failed on {}/{}: {}", folder, script, output));
  }
}

/// Whether a drawing ends as its format does: gnuplot does not say that a disk was full.
bool is_whole(const fs::path& drawing) {
  static const std::map<std::string, std::string> ends = {
      {".svg", "</svg>"}, {".png", "IEND"}, {".pdf", "%%EOF"}};
  std::ifstream file(drawing, std::ios::binary);
  constexpr std::streamoff kTail = 64;
  file.seekg(0, std::ios::end);
  file.seekg(std::max<std::streamoff>(0, file.tellg() - std::streampos(kTail)));
  const std::string tail{std::istreambuf_iterator<char>(file), {}};
  return tail.find(ends.at(drawing.extension())) != std::string::npos;
}

void draw_one(const Figure& figure, const fs::path& workplace, const fs::path& folder,
              const DrawingOptions& options) {
  const std::string script = figure.name + ".gp";
  write_file_atomically(workplace / script, gnuplot_script(figure, options.extensions),
                        kFolderPart);
  run_gnuplot(workplace, "./" + script);  // "-x.gp" alone would be an option
  if (options.keep_scripts) move_into_place(workplace / script, folder / script);
  for (const std::string& extension : options.extensions) {
    const std::string drawing = figure.name + "." + extension;
    if (!is_whole(workplace / drawing)) {
      throw RunError(fmt::format("cannot write '{}': gnuplot left it incomplete; is the disk full?",
                                 (folder / drawing).string()));
    }
    move_into_place(workplace / drawing, folder / drawing);
  }
}

}  // namespace

void draw(const std::vector<Figure>& figures, const std::string& folder,
          const DrawingOptions& options) {
  const DrawingFolder workplace(folder);
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < figures.size(); i = next++) {
      draw_one(figures[i], workplace.path(), folder, options);
    }
  };
  std::vector<std::future<void>> workers;
  const auto cores = available_cores();
  const std::size_t count = std::min(figures.size(), cores);
  for (std::size_t i = 0; i < count; ++i) workers.push_back(std::async(std::launch::async, work));
  for (auto& worker : workers) worker.get();
}

}  // namespace mmoe
