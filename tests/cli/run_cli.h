// SPDX-License-Identifier: Apache-2.0
// Runs the real binary as a user would, and folders that clean up after themselves.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "paths.h"

namespace mmoe::testing {

/// A new empty folder, removed with all it holds at the end of its scope.
class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

struct Invocation {
  std::vector<std::string> args = {};
  std::map<std::string, std::string> env = {};  // set on top of the test's own environment
  std::filesystem::path cwd = {};               // empty: the test's own
  std::string input = {};                       // standard input
  bool stdout_closed = false;                   // standard output is a pipe that nobody reads
  bool stderr_terminal = false;                 // standard error is a terminal
};

struct Outcome {
  int status;  // the exit status; 128 + signal when killed
  std::string out;
  std::string err;
};

/// Runs mmoe-bench and waits for its end.
Outcome run_cli(const Invocation& invocation);
Outcome run_cli(const std::vector<std::string>& args);

/// Returns the same for any program, found through PATH when its name has no slash.
Outcome run_program(const std::string& program, const Invocation& invocation);

/// Returns whether PATH has the program.
bool have_program(const std::string& program);

/// Debian's Python, which has Debian's modules, and whether it is there with this one.
inline constexpr const char* kPython = "/usr/bin/python3";
bool have_python(const std::string& module);
inline constexpr const char* kNoJsonschema =
    "SKIPPED: no Python with jsonschema (Debian: python3-jsonschema); the schema was not tested";

/// Returns whether this system has pseudo-terminals; some containers have none.
bool have_terminals();
inline constexpr const char* kNoTerminals = "SKIPPED: no pseudo-terminals here (/dev/pts)";

/// What a terminal of `columns` columns shows of mmoe-bench: both streams, lines ended by \n.
std::string shown_at(int columns, const std::vector<std::string>& args);

/// The lines of `text` that are wider.
std::vector<std::string> lines_wider_than(std::size_t columns, const std::string& text);

std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, const std::string& text);

}  // namespace mmoe::testing
