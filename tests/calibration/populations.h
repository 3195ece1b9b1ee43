// SPDX-License-Identifier: Apache-2.0
// What the calibration draws its samples from: populations whose mean, median and spread are known
// because every member is.
#pragma once

#include <string>
#include <vector>

namespace mmoe {

struct SampledPopulation {
  std::string name;
  std::vector<double> values;
};

/// Normal, lognormal and bimodal (0.12 in four of five, 0.42 in one, each with sd 0.01), 10,001
/// values each at evenly spaced probabilities.
std::vector<SampledPopulation> textbook_populations();

/// Returns the final test losses of one task in each cell of a synthetic result, at the cell's
/// rate.
std::vector<SampledPopulation> loss_populations(const std::string& result_path);

/// Test AUCs of each task of a census result, as deviations from the cell's mean, over all models:
/// a model has too few runs to be a population alone.
std::vector<SampledPopulation> auc_populations(const std::string& result_path);

/// Losses of each pair of models at each setting, run by run: differences[pair][run].
std::vector<SampledPopulation> loss_differences(const std::string& result_path);

}  // namespace mmoe
