// SPDX-License-Identifier: Apache-2.0
// Prints the calibration tables of src/statistics/README.md as Markdown.
//
//   mmoe-calibration results/reference [samples]
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <exception>

#include "calibration/coverage.h"

namespace mmoe {
namespace {

const std::vector<std::size_t> kSizes = {5, 10, 12, 30, 200};

std::string cell(std::optional<double> share) {
  return share ? fmt::format(" {:.3f} |", *share) : " – |";
}

std::string header(const std::string& first, const std::string& rule) {
  std::string line = "| " + first + " |";
  std::string under = "|---|";
  for (const std::size_t n : kSizes) {
    line += fmt::format(" n = {} |", n);
    under += rule;
  }
  return line + "\n" + under + "\n";
}

/// Resampling procedures take a quarter of the samples.
void print_coverage(const std::vector<SampledPopulation>& populations, std::size_t samples) {
  for (const IntervalProcedure& procedure : interval_procedures()) {
    fmt::print("\n{}", header(procedure.name, "---:|"));
    std::vector<std::optional<double>> least(kSizes.size());
    for (const SampledPopulation& population : populations) {
      std::string line = "| " + population.name + " |";
      for (std::size_t i = 0; i < kSizes.size(); ++i) {
        const auto share =
            coverage(procedure, population, kSizes[i], procedure.resamples ? samples / 4 : samples);
        if (share) least[i] = std::min(*share, least[i].value_or(1));
        line += cell(share);
      }
      fmt::print("{}\n", line);
    }
    std::string line = "| least |";
    for (const auto& share : least) line += cell(share);
    fmt::print("{}\n", line);
  }
}

void print_false_verdicts(const std::vector<SampledPopulation>& family, std::size_t samples) {
  fmt::print("\n{}", header(fmt::format("any false verdict of {}, Holm", family.size()), "---:|"));
  for (const TestProcedure& test : test_procedures()) {
    std::string line = "| " + test.name + " |";
    for (const std::size_t n : kSizes) line += cell(false_verdicts(test, family, n, samples));
    fmt::print("{}\n", line);
  }
}

/// What claims print, over the losses and their differences.
void print_claims(const std::vector<SampledPopulation>& losses,
                  const std::vector<SampledPopulation>& pairs, std::size_t samples) {
  fmt::print("\n{}", header(fmt::format("claims, families of {}", pairs.size()), "---:|"));
  const auto row = [](const std::string& name, const auto& share) {
    std::string line = "| " + name + " |";
    for (const std::size_t n : kSizes) line += cell(share(n));
    fmt::print("{}\n", line);
  };
  row("all intervals hold", [&](std::size_t n) { return coverage_of_all(pairs, n, samples); });
  row("any false verdict of a spread",
      [&](std::size_t n) { return std::optional(false_spreads(losses, n, samples)); });
  row("any false \"the same\", at the margin",
      [&](std::size_t n) { return std::optional(false_equalities(losses, n, samples)); });
}

/// What --until-told adds: looks at the first sizes of 12, 24, ... 192 runs.
void print_looks(const std::vector<SampledPopulation>& populations,
                 const std::vector<SampledPopulation>& pairs, std::size_t samples) {
  constexpr std::array kAbove = {0.5, 0.6, 0.7, 0.8, 0.9};
  fmt::print("\n| looks | any false verdict of {} |", pairs.size());
  for (const double above : kAbove) fmt::print(" covers, {} above |", above);
  fmt::print("\n|---|---:|---:|---:|---:|---:|---:|\n");
  LookedAt looked{{}};
  for (const std::size_t runs : {12U, 24U, 48U, 96U, 192U}) {
    looked.looks.push_back(runs);
    std::string line = fmt::format("| {} |", fmt::join(looked.looks, ", "));
    line += cell(false_verdicts_of_looks(pairs, looked, samples));
    for (const double above : kAbove) {
      double least = 1;
      for (const SampledPopulation& population : populations) {
        least = std::min(least, coverage_where_told(population, above, looked, samples));
      }
      line += cell(least);
    }
    fmt::print("{}\n", line);
  }
}

void run(const std::string& folder, std::size_t samples) {
  const std::vector<SampledPopulation> losses = loss_populations(folder + "/synthetic.json.gz");
  std::vector<SampledPopulation> populations = losses;
  const std::vector<SampledPopulation> pairs = loss_differences(folder + "/synthetic.json.gz");
  for (const auto& more :
       {pairs, auc_populations(folder + "/census-income-swept.json.gz"), textbook_populations()}) {
    populations.insert(populations.end(), more.begin(), more.end());
  }
  print_coverage(populations, samples);
  print_false_verdicts(pairs, samples);
  print_claims(losses, pairs, samples);
  print_looks(populations, pairs, samples / 2);
}

}  // namespace
}  // namespace mmoe

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: mmoe-calibration FOLDER [SAMPLES]\n");
    return 2;
  }
  try {
    mmoe::run(argv[1], argc > 2 ? static_cast<std::size_t>(std::atol(argv[2])) : 4000);
  } catch (const std::exception& error) {
    fmt::print(stderr, "error: {}\n", error.what());
    return 1;
  }
  return 0;
}
