// SPDX-License-Identifier: Apache-2.0
// An experiment's configuration with a run's flags merged in.
#pragma once

#include <CLI/CLI.hpp>

#include "base/json_file.h"
#include "results/session.h"
#include "run_flags.h"

namespace mmoe::cli {

/// The experiment's configuration with the flags merged in; `app` knows which it has, and which
/// were given.
JsonText configure(const RunFlags& flags, const CLI::App& app);

SessionOptions session_options(const RunFlags& flags);

}  // namespace mmoe::cli
