// SPDX-License-Identifier: Apache-2.0
#include "data_report.h"

#include <fmt/format.h>

#include <memory>

#include "base/error.h"
#include "base/read_file.h"
#include "data/fetch/known_files.h"
#include "standard_output.h"

namespace mmoe::cli {
namespace {

struct DataReportFlags {
  std::string name;
  std::string data_dir;
  bool json = false;
  bool strict = false;
};

void print_report(const nlohmann::ordered_json& result, bool json,
                  void (*print)(const nlohmann::ordered_json&)) {
  if (json) {
    print_json(result);
  } else {
    print(result);
  }
}

int run_data_table_report(const DataReportFlags& flags, const DataReport& report) {
  if (!flags.data_dir.empty() || flags.strict) {
    throw InputError(
        fmt::format("{}: found with the recipe {}; expected it with census-income alone",
                    flags.strict ? "--strict" : "--data-dir", flags.name));
  }
  print_report(report.compute_table(flags.name), flags.json, report.print_table);
  return 0;
}

int run_data_report(const DataReportFlags& flags, const DataReport& report) {
  const nlohmann::ordered_json result = report.compute(flags.data_dir);
  check_known_files(result, flags.strict);
  print_report(result, flags.json, report.print);
  return 0;
}

bool is_kuairand(const std::string& name) {
  return name == "kuairand-1k" || name == "kuairand-27k";
}

int run_kuairand_report(const DataReportFlags& flags, const DataReport& report) {
  if (flags.strict) {
    throw InputError(fmt::format(
        "--strict: found with {}, whose files have no published SHA-256; expected census-income",
        flags.name));
  }
  const KuaiOptions options{.edition = flags.name.substr(flags.name.find('-') + 1)};
  const KuaiDataSet data(options, {.data = flags.data_dir, .cache = kuai_cache_dir()});
  print_report(report.compute_kuairand(data), flags.json, report.print_kuairand);
  return 0;
}

using RunDataReport = int (*)(const DataReportFlags&, const DataReport&);

RunDataReport report_of(const std::string& name, bool tables) {
  if (tables && is_json_name(name)) return run_data_table_report;
  if (is_kuairand(name)) return run_kuairand_report;
  if (name == "census-income") return run_data_report;
  throw CLI::ValidationError(
      "name", fmt::format("found '{}'; expected census-income, kuairand-1k, kuairand-27k{}", name,
                          tables ? ", or a recipe that ends in .json" : ""));
}

}  // namespace

void add_data_report(CLI::App& data, Action& chosen, const DataReport& report) {
  const auto flags = std::make_shared<DataReportFlags>();
  CLI::App* command = data.add_subcommand(report.name, report.description);
  command->footer(report.footer);
  const bool tables = report.compute_table != nullptr;
  command
      ->add_option("name", flags->name,
                   tables ? "Data set: census-income, kuairand-1k, kuairand-27k, or a recipe.json "
                            "of your own"
                          : "Data set: census-income, kuairand-1k or kuairand-27k")
      ->required()
      ->type_name("{census-income,kuairand-1k,kuairand-27k}");  // for completion
  command->add_option(
      "--data-dir", flags->data_dir,
      "Folder of the files, or of census-income/ (default: MMOE_DATA_DIR, datasets/, "
      "then where data fetch puts them)");
  command->add_flag("--json", flags->json, "Print JSON");
  command->add_flag("--strict", flags->strict, "Fail if the files are not the published ones");
  command->callback([flags, report, tables, &chosen] {
    chosen = [flags, report, run = report_of(flags->name, tables)] { return run(*flags, report); };
  });
}

}  // namespace mmoe::cli
