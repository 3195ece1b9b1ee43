// SPDX-License-Identifier: Apache-2.0
// Log messages: lines on stderr, "warning: ..." and so on. Errors are exceptions (base/error.h),
// which main prints.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mmoe {

enum class LogLevel { kError, kWarning, kInfo, kDebug };

/// Returns error, warning, info, debug, in the order of LogLevel.
const std::vector<std::string>& log_level_names();

/// Drops lines above this level from now on; the default is kInfo. Call it before threads start.
void set_log_level(LogLevel level);
LogLevel log_level();

/// Writes to stderr at any level, unchanged. Text that cannot be written (a closed stream, a full
/// disk) is lost: a message never ends a run.
void tell(std::string_view text);

/// For a problem that does not stop the work: say what was found, why it matters, and what to do.
void log_warning(std::string_view text);
/// For what a user wants to know.
void log_info(std::string_view text);
/// For what helps to diagnose a problem.
void log_debug(std::string_view text);

}  // namespace mmoe
