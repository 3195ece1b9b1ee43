// SPDX-License-Identifier: Apache-2.0
// The library names options ("out"), the command line flags ("--out"): a FieldError whose field is
// a flag of the command, and an option that a message puts in backquotes (`out`), are said as
// flags.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "base/error.h"

namespace mmoe::cli {

/// "data_dir" -> "--data-dir".
std::string flag_of(std::string option);

/// "give another `out`" -> "give another --out"; what is no flag of any command stays.
std::string quoted_as_flags(const CLI::App& root, const std::string& message);

/// "out: no room" -> "--out: no room" where the command that was named has the flag.
std::string field_as_flag(const CLI::App& root, const FieldError& error);

/// Does `work`; its InputErrors and RunErrors name flags.
template <typename Work>
auto naming_flags(const CLI::App& root, const Work& work) {
  try {
    return work();
  } catch (const FieldError& error) {
    throw InputError(quoted_as_flags(root, field_as_flag(root, error)));
  } catch (const InputError& error) {
    throw InputError(quoted_as_flags(root, error.what()));
  } catch (const RunError& error) {
    throw RunError(quoted_as_flags(root, error.what()));
  }
}

}  // namespace mmoe::cli
