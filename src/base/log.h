// SPDX-License-Identifier: Apache-2.0
// What the program tells a person while it works: lines on stderr, "warning: ..." and so on. Errors
// are exceptions (base/error.h), which main prints.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mmoe {

enum class LogLevel { kError, kWarning, kInfo, kDebug };

/// error, warning, info, debug: in the order of LogLevel.
const std::vector<std::string>& log_level_names();

/// Lines above this level are dropped from now on; kInfo until then. Set it before threads start.
void set_log_level(LogLevel level);
LogLevel log_level();

/// Writes to stderr at any level, as it is. What cannot be written (a closed stream, a full disk)
/// is lost: a message never ends a run.
void tell(std::string_view text);

/// Something is odd, and the work goes on: say what was seen, why it matters, and what to do.
void log_warning(std::string_view text);
/// What a user wants to know.
void log_info(std::string_view text);
/// What helps to find out why something happened.
void log_debug(std::string_view text);

}  // namespace mmoe
