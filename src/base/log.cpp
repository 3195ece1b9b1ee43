// SPDX-License-Identifier: Apache-2.0
#include "base/log.h"

#include <fmt/format.h>

#include <cstdio>

#include "base/characters.h"

namespace mmoe {
namespace {

LogLevel& level_in_use() {
  static LogLevel level = LogLevel::kInfo;
  return level;
}

void log(LogLevel level, const char* prefix, std::string_view text) {
  if (level <= log_level()) tell(fmt::format("{}{}\n", prefix, escape_controls(text)));
}

}  // namespace

const std::vector<std::string>& log_level_names() {
  static const std::vector<std::string> names = {"error", "warning", "info", "debug"};
  return names;
}

void set_log_level(LogLevel level) { level_in_use() = level; }
LogLevel log_level() { return level_in_use(); }

void tell(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

void log_warning(std::string_view text) { log(LogLevel::kWarning, "warning: ", text); }
void log_info(std::string_view text) { log(LogLevel::kInfo, "", text); }
void log_debug(std::string_view text) { log(LogLevel::kDebug, "debug: ", text); }

}  // namespace mmoe
