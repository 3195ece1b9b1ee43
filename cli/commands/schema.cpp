// SPDX-License-Identifier: Apache-2.0
// `schema`: prints the JSON Schema of result files, as published in results/schema/.
#include <fmt/format.h>

#include "base/embedded.h"
#include "command.h"
#include "results/result.h"
#include "standard_output.h"

namespace mmoe::cli {

void add_schema(CLI::App& root, Action& chosen) {
  CLI::App* app = root.add_subcommand("schema", "Print the JSON Schema of result files");
  app->footer(
      "Example:\n"
      "  mmoe-bench schema > result-2.schema.json\n"
      "  /usr/bin/python3 -m jsonschema -i results/synthetic/synthetic.json result-2.schema.json");
  app->callback([&chosen] {
    chosen = [] {
      write_output(embedded_text(schemas(), "result-2"));
      return 0;
    };
  });
}

}  // namespace mmoe::cli
