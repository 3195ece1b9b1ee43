// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/fields.h"
#include "data/synthetic/label_function.h"

namespace mmoe {

/// Synthetic tasks (Sec. 3.2). A named setting gives c, m, alpha and beta, which the paper does not
/// state; explicit values override it.
///   figure-2    m = 2, c = 0.44, alpha = (6.64, 16.21), beta = (pi, 0): the label correlations of
///               the paper's Figure 2 within 0.01, label variance 1.17.
///   keras-mmoe  m = 5, c = 0.3, alpha, beta ~ N(0, 1) by the experiment's seed: what a widely used
///               demo runs.
struct SyntheticOptions {
  std::string setting = "figure-2";
  std::int64_t dimension = 100;      // d, number of inputs; at least K
  std::int64_t tasks = 2;            // K
  double c = 0;                      // length of the weight vectors; 0 = the setting's
  std::int64_t sines = -1;           // m; -1 = the setting's, or the length of alpha or beta
  std::vector<double> alpha = {};    // [m]; empty = the setting's
  std::vector<double> beta = {};     // [m], radians; empty = the setting's
  double noise = 0.1;                // standard deviation of the labels' noise
  std::vector<double> cosine = {};   // of every pair of tasks' weights: the points of the sweep
  std::vector<double> pearson = {};  // of every pair of tasks' labels, instead of cosine
  std::vector<double> correlation_matrix = {};  // one point of any K x K correlations, row by row
  std::string correlation_of = "weights";       // what the matrix correlates: weights or labels
  std::int64_t training_rows = 0;  // number of fixed training examples; 0 = fresh at every step
  std::int64_t validation_rows = 4096;
  std::int64_t test_rows = 10000;

  Fields fields();
};

/// Defaults overwritten by `json`; without cosine, pearson and correlation_matrix, the sweep is the
/// paper's cosines 0.5, 0.9, 1. Throws FieldError "WHERE.name: ..." as Fields::read does.
SyntheticOptions read_synthetic_options(const nlohmann::json& json, const std::string& where);

/// Returns the setting's function, overridden by the options' explicit values. `seed` is used by
/// keras-mmoe. Throws FieldError if sines, alpha and beta disagree.
LabelFunction label_function(const SyntheticOptions& options, std::uint64_t seed,
                             const std::string& where);

}  // namespace mmoe
