// SPDX-License-Identifier: Apache-2.0
// Parses the command line, runs the chosen command, and turns every failure into one line and an
// exit status: 1 run time, 2 usage or input, 128 + signal when interrupted.
#include <fmt/color.h>
#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <new>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/characters.h"
#include "base/error.h"
#include "base/interrupt.h"
#include "base/log.h"
#include "base/terminal.h"
#include "base/version.h"
#include "command.h"
#include "flag_names.h"
#include "help_format.h"
#include "math/determinism.h"
#include "numbers.h"
#include "standard_output.h"
#include "usage_error.h"

namespace mmoe::cli {
namespace {

/// Subcommands of the same word; the empty word is the top level.
struct Group {
  const char* name;
  const char* help;
  const char* examples;
  std::vector<void (*)(CLI::App&, Action&)> commands;
};

constexpr const char* kExamples = R"(Examples:
  mmoe-bench --exp synthetic                    the paper's synthetic experiment, a minute
  mmoe-bench --exp census-income --group 1      the same models on the Census-income data
  mmoe-bench data synthetic --pearson 0.5 --rows 1000 --out x.csv
  mmoe-bench data --help                        flags and examples of a command

Exit status: 0 success, 1 failure, 2 wrong usage or input, 3 a requested check did not hold
(compare --fail-if-worse), 130 interrupted.)";

/// The table of commands. To add one: a file, a declaration in command.h, and a name here.
const std::vector<Group>& groups() {
  static const std::vector<Group> table = {
      {"",
       "",
       kExamples,
       {add_run, add_merge, add_verify, add_compare, add_report, add_train, add_predict, add_export,
        add_fit_figure_2, add_sensitivity, add_tuning, add_claims, add_models, add_schema,
        add_check, add_signature, add_completion, add_man}},
      {"data",
       "Fetch, describe, audit and generate data sets",
       "Examples:\n"
       "  mmoe-bench data fetch census-income\n"
       "  mmoe-bench data describe census-income\n"
       "  mmoe-bench data synthetic --pearson 0.5 --describe",
       {add_data_init, add_data_fetch, add_data_describe, add_data_audit, add_data_synthetic,
        add_data_recommendation}},
      {"experiment",
       "List, show and compare configurations",
       "Examples:\n"
       "  mmoe-bench experiment list\n"
       "  mmoe-bench experiment show synthetic > my.json\n"
       "  mmoe-bench experiment diff synthetic my.json",
       {add_experiment_list, add_experiment_show, add_experiment_diff, add_experiment_fields}},
      {"model",
       "Describe saved models",
       "Example:\n"
       "  mmoe-bench model describe results/mine/models/mmoe/table=mine.safetensors",
       {add_model_describe}},
      {"store",
       "Check and salvage a folder's stored trials",
       "Examples:\n"
       "  mmoe-bench store check results/synthetic\n"
       "  mmoe-bench store salvage results/synthetic --out results/saved",
       {add_store_check, add_store_salvage}},
  };
  return table;
}

std::string version_text() {
  const BuildInfo build = build_info();
  return fmt::format("mmoe-bench {}\ncommit: {}\ncompiler: {}\nflags: {}", build.version,
                     build.commit, build.compiler, build.flags);
}

void add_commands(CLI::App& root, Action& chosen) {
  root.set_help_flag("-h,--help", "Print this help and exit");
  root.set_version_flag("--version", version_text, "Print version, commit, compiler and flags");
  std::vector<std::pair<CLI::App*, const char*>> parents;
  for (const Group& group : groups()) {
    CLI::App* parent = &root;
    if (*group.name != '\0') {
      parent = root.add_subcommand(group.name, group.help)->require_subcommand(1);
    }
    for (const auto add : group.commands) add(*parent, chosen);
    parents.emplace_back(parent, group.examples);
  }
  check_values(root);
  // Last, since commands would inherit them.
  for (const auto& [parent, examples] : parents) parent->footer(examples);
}

int fail(std::string_view message, int status) {
  tell(fmt::format(
      "{} {}\n", use_color(stderr) ? fmt::format(fg(fmt::terminal_color::red), "error:") : "error:",
      one_line(message)));
  return status;
}

int run(int argc, char** argv) {
  CLI::App root{"Train and compare multi-task models over many seeds, with confidence intervals.",
                "mmoe-bench"};
  root.formatter(std::make_shared<HelpFormat>());  // before the commands, which inherit it
  Action chosen;
  add_commands(root, chosen);
  refuse_empty_values(argc, argv);
  try {
    root.parse(argc, argv);
  } catch (const CLI::Success& help_or_version) {
    std::ostringstream text;
    root.exit(help_or_version, text, text);
    write_output(text.str());
    flush_output();
    return 0;
  } catch (const CLI::ParseError& error) {
    return fail(usage_error(root, error), 2);
  }
  if (argc == 1) {
    tell(first_help());
    return 2;
  }
  if (!chosen)
    throw InputError("nothing to do: name an experiment (--exp) or a command; see --help");
  const int status = naming_flags(root, chosen);
  flush_output();
  return status;
}

}  // namespace
}  // namespace mmoe::cli

int main(int argc, char** argv) {
  using mmoe::cli::fail;
  mmoe::hold_closed_streams();
  // A closed pipe (`| head -1`) becomes an exception, so that nothing is left half done.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a file size limit is then reported like a full disk
  mmoe::catch_interrupts();
  mmoe::fix_product_blocking();
  try {
    return mmoe::cli::run(argc, argv);
  } catch (const mmoe::InputError& error) {
    return fail(error.what(), 2);
  } catch (const mmoe::Interrupted&) {
    return mmoe::interrupt_status();
  } catch (const std::filesystem::filesystem_error& error) {
    return fail(fmt::format("{}: {}", error.path1().string(), error.code().message()), 1);
  } catch (const std::system_error& error) {
    if (error.code() == std::errc::broken_pipe) return 128 + SIGPIPE;
    return fail(error.what(), 1);
  } catch (const std::bad_alloc&) {
    return fail("out of memory", 1);
  } catch (const std::exception& error) {
    return fail(error.what(), 1);
  }
}
