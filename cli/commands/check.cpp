// SPDX-License-Identifier: Apache-2.0
// mmoe-bench check: checks gradients and float against double, and prints the signature.
#include <fmt/format.h>

#include <memory>

#include "base/error.h"
#include "base/json_file.h"
#include "command.h"
#include "experiment/trials/signature.h"
#include "models/gradient_check.h"
#include "models/precision_check.h"
#include "models/registry.h"
#include "standard_output.h"
#include "sweep.h"

namespace mmoe::cli {
namespace {

using nlohmann::ordered_json;

constexpr double kGradientTolerance = 1e-6;
// The effect of rounding to 24 bits on sums over this many inputs and units.
constexpr double kPrecisionTolerance = 1e-4;

struct CheckFlags {
  std::string models, options;
  std::int64_t tasks = 2;
  bool json = false;
};

Problem problem_with(std::int64_t tasks) {
  Problem problem{6, 5, {}};
  for (std::int64_t k = 0; k < tasks; ++k) {
    problem.tasks.push_back(
        {fmt::format("y{}", k + 1), k % 2 == 0 ? TaskKind::kRegression : TaskKind::kBinary});
  }
  return problem;
}

/// Returns the options with small widths where the user gave none: every entry of every block is
/// checked.
nlohmann::json small_options(const ModelEntry& entry, const nlohmann::json& given) {
  nlohmann::json options = {};
  const nlohmann::json small = {
      {"bottom", {5, 4}}, {"expert", {4}}, {"experts", 3}, {"tower", {3}}};
  for (const auto& option : entry.describe_options()) {
    const std::string name = option["name"];
    if (small.contains(name)) options[name] = small[name];
  }
  options.update(given);
  return entry.resolve(options, "--options");
}

ordered_json check_model(const ModelEntry& entry, const nlohmann::json& options,
                         const Problem& problem) {
  const auto model = entry.make_double(options, problem);
  const auto batch = random_batch(problem, 9, 1);
  const auto theta = random_parameters(model->layout(), 0.5, 2);
  const GradientCheck gradient = check_gradient(*model, problem, batch, theta);
  const double precision =
      precision_difference(*entry.make_float(options, problem), *model, problem, batch, theta);
  return {{"model", entry.name},
          {"options", options},
          {"entries", gradient.entries},
          {"kinks", gradient.kinks},
          {"gradient_error", gradient.worst},
          {"worst_entry", gradient.message()},
          {"float_error", precision},
          {"ok", gradient.entries > 9 * gradient.kinks && gradient.worst < kGradientTolerance &&
                     precision < kPrecisionTolerance}};
}

ordered_json given_options(const std::string& text) {
  if (text.empty()) return ordered_json::object();
  ordered_json options = parse_json(text, "--options").value;
  if (!options.is_object()) {
    throw InputError(fmt::format("--options: found {}; expected an object", options.dump()));
  }
  return options;
}

int check(const CheckFlags& flags) {
  const ordered_json given = given_options(flags.options);
  const Problem problem = problem_with(flags.tasks);
  ordered_json checks = ordered_json::array();
  bool ok = true;
  const auto names = flags.models.empty() ? model_names() : split_list(flags.models);
  for (const std::string& name : names) {
    const ModelEntry& entry = find_model(name, "--models");
    checks.push_back(check_model(entry, small_options(entry, given), problem));
    ok = ok && checks.back()["ok"];
  }
  const std::string hash = compute_signature(1).substr(0, 16);
  if (flags.json) {
    print_json(ordered_json({{"ok", ok}, {"models", checks}, {"signature", hash}}));
    return ok ? 0 : 1;
  }
  print_text(
      fmt::format("{:<22}{:>8}  {:>10}  {:>12}\n", "model", "entries", "gradient", "float-double"));
  for (const ordered_json& c : checks) {
    print_text(fmt::format(
        "{:<22}{:>8}  {:>10.1e}  {:>12.1e}  {}\n", c["model"].get<std::string>(),
        c["entries"].get<int>(), c["gradient_error"].get<double>(), c["float_error"].get<double>(),
        c["ok"].get<bool>() ? "ok" : "WRONG " + c["worst_entry"].get<std::string>()));
  }
  print_text(fmt::format("\nsignature {}\n", hash));
  if (!ok) throw RunError("a gradient or precision check failed; see the table");
  return 0;
}

}  // namespace

void add_check(CLI::App& root, Action& chosen) {
  auto* command = root.add_subcommand(
      "check", "Check gradients, float against double, and print the signature");
  const auto flags = std::make_shared<CheckFlags>();
  command->add_option("--models", flags->models, "Models to check: a,b,c (default: all)");
  command->add_option("--options", flags->options, "Options of the models: a JSON object");
  command->add_option("--tasks", flags->tasks, "Number of tasks, alternating regression and binary")
      ->check(CLI::Range(1, 64));
  command->add_flag("--json", flags->json, "Print JSON");
  command->footer(
      "Examples:\n"
      "  mmoe-bench check\n"
      "  mmoe-bench check --models mmoe --options '{\"experts\": 4, \"gate_bias\": true}'");
  command->callback([&chosen, flags] { chosen = [flags] { return check(*flags); }; });
}

}  // namespace mmoe::cli
