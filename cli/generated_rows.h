// SPDX-License-Identifier: Apache-2.0
// Code shared by the commands that write rows as CSV.
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

/// The CSV output: a file written atomically, or standard output.
class RowsOutput {
 public:
  /// An empty path means standard output.
  RowsOutput(const std::string& path, const OutputKind& kind);
  void write(const fmt::memory_buffer& text);
  void commit();

 private:
  std::optional<AtomicFile> file_;
};

/// Adds a flag for each field that `wanted` accepts, bound to its member: learning_rate is
/// --learning-rate.
void add_field_flags(CLI::App& command, const Fields& fields,
                     const std::function<bool(const std::string& name)>& wanted);

/// Converts "data.correlation_of: found ..." to the flag: "--correlation-of: found ...".
InputError as_flag(const FieldError& error);

}  // namespace mmoe::cli
