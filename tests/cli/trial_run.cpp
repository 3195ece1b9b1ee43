// SPDX-License-Identifier: Apache-2.0
#include "cli/trial_run.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <system_error>

namespace mmoe::testing {

using nlohmann::ordered_json;

std::string write_tiny_experiment(const std::filesystem::path& folder, int steps) {
  ordered_json config = ordered_json::parse(R"({
    "data": {"set": "synthetic", "dimension": 6, "cosine": [0.5, 1.0],
             "validation_rows": 20, "test_rows": 20},
    "training": {"batch": 16, "learning_rates": [0.001, 0.01]},
    "models": [{"model": "shared-bottom", "options": {"bottom": [6], "tower": [3]}},
               {"model": "mmoe", "options": {"experts": 2, "expert": [4], "tower": [3]}}]})");
  config["training"]["steps"] = steps;
  const auto path = folder / "tiny.json";
  write_file(path, config.dump());
  return path;
}

ordered_json comparable_result(const std::filesystem::path& file) {
  ordered_json result = ordered_json::parse(read_file(file));
  result.erase("environment");
  for (const char* list : {"cells", "trials"}) {
    for (auto& item : result[list]) item.erase("seconds");
  }
  return result;
}

Process::Process(const std::vector<std::string>& args, const std::filesystem::path& err) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  std::vector<std::string> words = args;
  words.insert(words.begin(), binary());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const int failed = posix_spawn(&pid_, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::system_error(failed, std::generic_category(), argv[0]);
}

Process::~Process() {
  if (pid_ == 0) return;
  signal(SIGKILL);
  wait();
}

void Process::signal(int number) const { kill(pid_, number); }

int Process::wait() {
  int status = 0;
  rusage usage{};
  wait4(pid_, &status, 0, &usage);
  pid_ = 0;
  peak_ = usage.ru_maxrss;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace mmoe::testing
