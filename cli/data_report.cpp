// SPDX-License-Identifier: Apache-2.0
#include "data_report.h"

#include <fmt/format.h>

#include <memory>

#include "data/fetch/known_files.h"

namespace mmoe::cli {

void add_data_report(CLI::App& data, Action& chosen, const DataReport& report) {
  struct Flags {
    std::string name;
    std::string data_dir;
    bool json = false;
    bool strict = false;
  };
  const auto flags = std::make_shared<Flags>();
  CLI::App* command = data.add_subcommand(report.name, report.description);
  command->footer(report.footer);
  command->add_option("name", flags->name, "data set: census-income")
      ->required()
      ->check(CLI::IsMember({"census-income"}));
  command->add_option("--data-dir", flags->data_dir,
                      "folder of the files, or of census-income/ (default: MMOE_DATA_DIR, then "
                      "datasets/ of the checkout)");
  command->add_flag("--json", flags->json, "print JSON");
  command->add_flag("--strict", flags->strict, "fail if the files are not the published ones");
  command->callback([flags, report, &chosen] {
    chosen = [flags, report] {
      const nlohmann::ordered_json result = report.compute(flags->data_dir);
      check_known_files(result, flags->strict);
      if (flags->json) {
        fmt::print("{}\n", result.dump(2));
      } else {
        report.print(result);
      }
      return 0;
    };
  });
}

}  // namespace mmoe::cli
