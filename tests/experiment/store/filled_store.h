// SPDX-License-Identifier: Apache-2.0
// Stores of made-up trials, and what may happen to them.
#pragma once

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>

#include "experiment/store/store.h"

namespace mmoe::testing {

inline const StoreContents kContents{
    {{"name", "e"}}, {{"settings", nlohmann::ordered_json::array()}}, {{"mmoe", "abc"}}};

inline std::string record(int run) {
  const nlohmann::ordered_json json = {
      {"key", "m/run=" + std::to_string(run)},
      {"model", "m"},
      {"setting", {{"cosine", 0.5}}},
      {"learning_rate", 0.001},
      {"run", run},
      {"status", "ok"},
      {"objective", 0.1 + run},
      {"metrics", {{{"task", "y1"}, {"metric", "mse"}, {"split", "test"}, {"value", run}}}},
      {"seconds", 1800.0}};
  return json.dump();
}

inline std::string diverged_record(int run) {
  nlohmann::ordered_json json = nlohmann::ordered_json::parse(record(run));
  json["model"] = "n";
  json["status"] = "diverged";
  json["objective"] = nullptr;
  json["metrics"] = nlohmann::ordered_json::array();
  return json.dump();
}

inline std::string identity(int run) { return "id" + std::to_string(run); }

inline void fill(const std::filesystem::path& folder, int count) {
  Store store(folder, Store::Mode::kResume);
  store.set_contents(kContents);
  for (int run = 0; run < count; ++run) store.put(identity(run), record(run));
}

/// What() of the exception of type E that `act` throws.
template <typename E, typename Act>
std::string message(const Act& act) {
  try {
    act();
  } catch (const E& error) {
    return error.what();
  }
  ADD_FAILURE() << "threw nothing";
  return "";
}

inline void sql(const std::filesystem::path& folder, const char* text) {
  Database(store_path(folder).string(), SQLITE_OPEN_READWRITE).exec(text);
}

inline void overwrite(const std::filesystem::path& file, std::streamoff at, std::size_t count) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekp(at);
  stream << std::string(count, '\xa5');
}

/// Files of this process grow to `bytes` and no further, as on a full disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int);
};

}  // namespace mmoe::testing
