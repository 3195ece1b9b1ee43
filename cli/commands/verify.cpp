// SPDX-License-Identifier: Apache-2.0
// mmoe-bench verify DIR...: tests the paper's claims on results. mmoe-bench claims: lists them.
#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "base/atomic_file.h"
#include "base/characters.h"
#include "base/error.h"
#include "base/json_file.h"
#include "base/log.h"
#include "claims/comparison.h"
#include "claims/judge.h"
#include "claims/verdict_json.h"
#include "command.h"
#include "report/tables/text_table.h"
#include "report/tables/verdict_table.h"
#include "standard_output.h"

namespace mmoe::cli {
namespace {

using nlohmann::ordered_json;
namespace fs = std::filesystem;

struct VerifyFlags {
  std::vector<std::string> paths;
  std::string claims, out;
  bool json = false, quiet = false;
};

std::vector<Claim> claims_of(const std::string& file) {
  return file.empty() ? built_in_claims() : read_claims(file);
}

/// Returns the output file, next to the first of the results.
fs::path output_file(const VerifyFlags& flags) {
  if (!flags.out.empty()) return flags.out;
  const fs::path first = flags.paths[0];
  return (fs::is_directory(first) ? first : first.parent_path()) / "claims.json";
}

/// Refuses an output that would replace one of the inputs.
void check_is_no_input(const fs::path& file, const std::string& claims, const ResultSet& set) {
  std::error_code error;
  if (!fs::exists(file, error)) return;
  std::vector<std::string> inputs;
  if (!claims.empty()) inputs.push_back(claims);
  for (const Result& result : set.results) inputs.push_back(result.path);
  for (const std::string& input : inputs) {
    if (!fs::equivalent(file, input)) continue;
    throw InputError(
        fmt::format("{}: the verdicts would replace what they are made "
                    "from; expected another file, with --out",
                    file.string()));
  }
}

/// Writes the verdicts; beside results in a folder that cannot be written to they are only shown.
bool write_verdicts(const VerifyFlags& flags, const fs::path& file, const std::string& text) {
  try {
    write_file_atomically(file, text, kClaimsFile);
    return true;
  } catch (const InputError& error) {
    if (!flags.out.empty()) throw;
    log_warning(fmt::format("{}; the verdicts are shown alone", error.what()));
    return false;
  }
}

int verify(const VerifyFlags& flags) {
  const auto claims = claims_of(flags.claims);
  const ResultSet set = read_results(flags.paths);
  const fs::path file = output_file(flags);
  check_is_no_input(file, flags.claims, set);
  check_replaceable(file, kClaimsFile);
  const auto verdicts = judge(claims, set.results);
  const std::string text = json_text(verdicts_json(verdicts)) + "\n";
  const bool is_written = write_verdicts(flags, file, text);
  const std::size_t width = table_width();
  flags.json ? write_output(text) : print_text(verdict_table(verdicts, width));
  if (is_written && !flags.quiet) tell(fmt::format("\nwrote {}\n", one_line(file.string())));
  return 0;
}

int list(const std::string& file, bool json) {
  const auto claims = claims_of(file);
  if (json) {
    ordered_json all = ordered_json::array();
    for (const Claim& claim : claims) all.push_back(claim_json(claim));
    print_json(all);
    return 0;
  }
  const bool is_narrow = table_width() < kTextWidth;
  std::string family;
  for (const Claim& claim : claims) {
    if (claim.family != family)
      print_text(fmt::format("{}{}\n", family.empty() ? "" : "\n", claim.family));
    family = claim.family;
    print_text(
        is_narrow
            ? fmt::format("  {} ({})\n    {}\n", claim.name, claim.comparison, claim.sentence)
            : fmt::format("  {:<45} {:<12} {}\n", claim.name, claim.comparison, claim.sentence));
  }
  print_text("\nHow each comparison is tested:\n");
  TextTable rules({{"comparison", false}, {"rule", false}});
  for (const Comparison* comparison : comparisons())
    rules.add({comparison->name, comparison->rule});
  print_text(rules);
  return 0;
}

}  // namespace

void add_verify(CLI::App& root, Action& chosen) {
  CLI::App* app = root.add_subcommand("verify", "Test the paper's claims on results");
  app->footer(
      "Examples:\n"
      "  mmoe-bench verify results                   every claim that has data below this folder\n"
      "  mmoe-bench verify results --json | jq -r '.claims[] | [.verdict, .sentence] | @tsv'\n"
      "  mmoe-bench verify results --claims mine.json\n"
      "Supported, contradicted or inconclusive, with at most 5 % wrong verdicts over the claims "
      "of\n"
      "a figure or table; `mmoe-bench claims` lists claims and rules.");
  const auto flags = std::make_shared<VerifyFlags>();
  app->add_option("DIR", flags->paths, "Result files, or folders of result files")
      ->required()
      ->check(CLI::ExistingPath);
  app->add_option("--claims", flags->claims, "JSON file of claims, instead of the paper's")
      ->check(CLI::ExistingFile);
  app->add_option("--out", flags->out, "Output file (default: claims.json in the first DIR)");
  app->add_flag("--json", flags->json, "Print the file instead of the table");
  app->add_flag("--quiet", flags->quiet, "Print only the table and errors");
  app->callback([&chosen, flags] { chosen = [flags] { return verify(*flags); }; });
}

void add_claims(CLI::App& root, Action& chosen) {
  CLI::App* app = root.add_subcommand("claims", "List the paper's claims and how they are tested");
  app->footer("Example:\n  mmoe-bench claims --json | jq -r '.[].name'");
  const auto file = std::make_shared<std::string>();
  const auto json = std::make_shared<bool>(false);
  app->add_option("--claims", *file, "JSON file of claims, instead of the paper's")
      ->check(CLI::ExistingFile);
  app->add_flag("--json", *json, "Print JSON, rules included");
  app->callback([&chosen, file, json] { chosen = [file, json] { return list(*file, *json); }; });
}

}  // namespace mmoe::cli
