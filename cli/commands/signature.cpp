// SPDX-License-Identifier: Apache-2.0
// mmoe-bench signature: prints a hash of what this build computes on this machine.
#include "experiment/trials/signature.h"

#include <fmt/format.h>

#include <memory>

#include "command.h"

namespace mmoe::cli {

void add_signature(CLI::App& root, Action& chosen) {
  CLI::App* app = root.add_subcommand("signature", "Print a hash of what this build computes");
  app->footer(
      "Two builds or machines that print the same train to the same bits, and share stored "
      "trials.\n"
      "Example: mmoe-bench signature --jobs 4");
  const auto jobs = std::make_shared<std::size_t>(1);
  app->add_option("--jobs", *jobs, "Threads; the hash is the same for any number")
      ->check(CLI::Range(1, 1024));
  app->callback([&chosen, jobs] {
    chosen = [jobs] {
      fmt::print("{}\n", compute_signature(*jobs).substr(0, 16));
      return 0;
    };
  });
}

}  // namespace mmoe::cli
