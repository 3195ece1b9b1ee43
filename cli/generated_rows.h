// SPDX-License-Identifier: Apache-2.0
// What the commands that write generated data as CSV have in common.
#pragma once

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <functional>
#include <optional>
#include <string>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/fields.h"

namespace mmoe::cli {

/// Where the CSV goes: a file that appears when complete, or standard output.
class RowsOutput {
 public:
  /// An empty path is standard output.
  RowsOutput(const std::string& path, const OutputKind& kind);
  void write(const fmt::memory_buffer& text);
  void commit();

 private:
  std::optional<AtomicFile> file_;
};

/// A flag for each field that `wanted` says yes to, bound to its member: learning_rate is
/// --learning-rate.
void add_field_flags(CLI::App& command, const Fields& fields,
                     const std::function<bool(const std::string& name)>& wanted);

/// "data.correlation_of: found ..." as the flag that the user typed: "--correlation-of: found ...".
InputError as_flag(const FieldError& error);

}  // namespace mmoe::cli
