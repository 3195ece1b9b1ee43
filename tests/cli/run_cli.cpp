// SPDX-License-Identifier: Apache-2.0
#include "cli/run_cli.h"

#include <fcntl.h>
#include <pty.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <system_error>

#include "base/characters.h"

namespace mmoe::testing {
namespace {

/// Throws for a failed system call; `result` is negative with errno set.
int checked(int result, const char* call) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), call);
  return result;
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

std::vector<std::string> environment_with(const std::map<std::string, std::string>& added) {
  std::vector<std::string> environment;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    if (added.count(text.substr(0, text.find('='))) == 0) environment.push_back(text);
  }
  for (const auto& [name, value] : added) environment.push_back(name + "=" + value);
  return environment;
}

/// Null-terminated pointers into `strings`, as exec wants them.
std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> result;
  for (std::string& string : strings) result.push_back(string.data());
  result.push_back(nullptr);
  return result;
}

/// The write end of a pipe without a reader.
int broken_pipe() {
  int ends[2];
  checked(pipe2(ends, O_CLOEXEC), "pipe2");
  close(ends[0]);
  return ends[1];
}

int open_terminal() {
  const int master = checked(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC), "posix_openpt");
  checked(grantpt(master), "grantpt");
  checked(unlockpt(master), "unlockpt");
  return master;
}

/// What was written to the terminal; a closed other side reads as EIO, which is its end.
std::string drain(int master) {
  std::string text;
  char buffer[4096];
  for (ssize_t n = 0; (n = read(master, buffer, sizeof buffer)) > 0;) text.append(buffer, n);
  return text;
}

int wait_for(pid_t child) {
  int status = 0;
  checked(waitpid(child, &status, 0), "waitpid");
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

TempDir::TempDir() {
  std::string name = (std::filesystem::temp_directory_path() / "mmoe-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    throw std::system_error(errno, std::generic_category(), "mkdtemp");
  }
  path_ = name;
}

TempDir::~TempDir() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Outcome run_program(const std::string& program, const Invocation& invocation) {
  const TempDir streams;  // files, not pipes: a child can fill them without a reader
  const std::string in = streams / "in", out = streams / "out", err = streams / "err";
  write_file(in, invocation.input);

  const Descriptor closed(broken_pipe());
  const Descriptor terminal(invocation.stderr_terminal ? open_terminal() : -1);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  constexpr int kCreate = O_WRONLY | O_CREAT | O_TRUNC;
  posix_spawn_file_actions_addopen(&actions, 0, in.c_str(), O_RDONLY, 0);
  if (invocation.stdout_closed) {
    posix_spawn_file_actions_adddup2(&actions, closed.get(), 1);
  } else {
    posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), kCreate, 0600);
  }
  if (invocation.stderr_terminal) {
    const char* name = ptsname(terminal.get());
    posix_spawn_file_actions_addopen(&actions, 2, name, O_RDWR | O_NOCTTY, 0);
  } else {
    posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), kCreate, 0600);
  }
  if (!invocation.cwd.empty()) {
    posix_spawn_file_actions_addchdir_np(&actions, invocation.cwd.c_str());
  }

  std::vector<std::string> args = invocation.args;
  args.insert(args.begin(), program);
  std::vector<std::string> environment = environment_with(invocation.env);
  pid_t child = 0;
  const int failed = posix_spawnp(&child, program.c_str(), &actions, nullptr, pointers(args).data(),
                                  pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::system_error(failed, std::generic_category(), program);

  const int status = wait_for(child);
  return {status, invocation.stdout_closed ? "" : read_file(out),
          invocation.stderr_terminal ? drain(terminal.get()) : read_file(err)};
}

std::string shown_at(int columns, const std::vector<std::string>& args) {
  std::vector<std::string> words = {binary()};
  words.insert(words.end(), args.begin(), args.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const winsize size{
      .ws_row = 24, .ws_col = static_cast<unsigned short>(columns), .ws_xpixel = 0, .ws_ypixel = 0};
  int terminal = -1;
  const pid_t child = forkpty(&terminal, nullptr, nullptr, &size);
  if (child < 0) throw std::system_error(errno, std::generic_category(), "forkpty");
  if (child == 0) {
    execv(argv[0], argv.data());
    _exit(127);
  }
  std::string text;
  char buffer[4096];
  for (ssize_t n = 0; (n = read(terminal, buffer, sizeof buffer)) > 0;) text.append(buffer, n);
  close(terminal);
  int status = 0;
  waitpid(child, &status, 0);
  std::erase(text, '\r');
  return text;
}

std::vector<std::string> lines_wider_than(std::size_t columns, const std::string& text) {
  std::vector<std::string> wide;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (display_width(line) > columns) wide.push_back(line);
  }
  return wide;
}

Outcome run_cli(const Invocation& invocation) { return run_program(binary(), invocation); }

Outcome run_cli(const std::vector<std::string>& args) { return run_cli(Invocation{.args = args}); }

bool have_program(const std::string& program) {
  return run_program("sh", {.args = {"-c", "command -v " + program}}).status == 0;
}

bool have_python(const std::string& module) {
  return have_program(kPython) &&
         run_program(kPython, {.args = {"-c", "import " + module}}).status == 0;
}

bool have_terminals() {
  const Descriptor terminal(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
  return terminal.get() >= 0;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_file(const std::filesystem::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

}  // namespace mmoe::testing
