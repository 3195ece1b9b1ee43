// SPDX-License-Identifier: Apache-2.0
// Prints how far from the minimum of known functions the tuner ends, over seeds 1 to N: a line per
// function with name, evaluations, median and maximum of the simple regret, and
// processor seconds per suggestion.
//
//   mmoe-tuner-regret [--seeds N] [--method gp|sobol|random] [FUNCTION...]
//   mmoe-tuner-regret --cost 100 500 1000     processor seconds of one suggestion after so many
//   trials
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <ctime>
#include <exception>

#include "base/error.h"
#include "math/determinism.h"
#include "math/random.h"
#include "regret/regret.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

/// Processor time: the machine may have other work.
double seconds_since(std::clock_t start) {
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

void print_regret(const RegretFunction& function, std::uint64_t seeds, TuningMethod method) {
  const std::clock_t start = std::clock();
  std::vector<double> regrets;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    regrets.push_back(simple_regret(function, seed, method));
  }
  const double suggestions = static_cast<double>(seeds) * function.evaluations;
  fmt::print("{:16} {:3} {:9.2g} {:9.2g} {:9.3f}\n", function.name, function.evaluations,
             median(regrets), *std::ranges::max_element(regrets),
             seconds_since(start) / suggestions);
  std::fflush(stdout);
}

/// The noisy function of six options, after trials spread evenly.
void print_cost(std::size_t observations) {
  const RegretFunction& function = regret_function("hartmann6-noise");
  std::vector<TunedTrial> trials;
  while (trials.size() < observations) {
    const SearchPoint setting = *suggest(function.space, trials, 1, TuningMethod::kSobol);
    const double noise = normal({1, Purpose::kCheck}, trials.size());
    trials.push_back({setting, true_value(function, setting) + function.noise * noise});
  }
  const std::clock_t start = std::clock();
  const bool found = suggest(function.space, trials, 1).has_value();
  fmt::print("{:5} trials: {:.3f} s{}\n", observations, seconds_since(start),
             found ? "" : ", nothing found");
}

int run(int argc, char** argv) {
  const std::vector<std::string> methods = {"gp", "sobol", "random"};
  std::uint64_t seeds = 5;
  std::string method = methods.front();
  std::vector<std::string> names;
  std::vector<std::size_t> observations;
  CLI::App app("Regret of the tuner on functions with known minima");
  app.add_option("--seeds", seeds, "Seeds 1 to N")->check(CLI::Range(1, 1000));
  app.add_option("--method", method, "gp, sobol or random");
  app.add_option("--cost", observations, "Time one suggestion after so many trials");
  app.add_option("functions", names, "Default: all");
  CLI11_PARSE(app, argc, argv);
  const auto chosen = static_cast<TuningMethod>(position_of("--method", method, methods));
  for (const std::size_t n : observations) print_cost(n);
  if (!observations.empty()) return 0;
  if (names.empty()) {
    for (const RegretFunction& function : regret_functions()) names.push_back(function.name);
  }
  for (const std::string& name : names) print_regret(regret_function(name), seeds, chosen);
  return 0;
}

}  // namespace
}  // namespace mmoe

int main(int argc, char** argv) {
  mmoe::fix_product_blocking();
  try {
    return mmoe::run(argc, argv);
  } catch (const mmoe::InputError& error) {
    fmt::print(stderr, "error: {}\n", error.what());
    return 2;
  }
}
