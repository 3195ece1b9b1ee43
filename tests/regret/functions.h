// SPDX-License-Identifier: Apache-2.0
// Functions by which tuners are compared, with known minima.
// Source: Surjanovic and Bingham, "Virtual library of simulation experiments".
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tuning/search_space.h"

namespace mmoe {

struct RegretFunction {
  std::string name;
  SearchSpace space;
  int evaluations;
  double minimum;
  double noise = 0;  // standard deviation of what is added to a value that is seen
  std::function<double(const std::vector<double>&)> value = {};  // of the options' values
};

/// branin branin-int hartmann3 hartmann6 goldstein-price rosenbrock4 hartmann6-noise
const std::vector<RegretFunction>& regret_functions();

/// Throws InputError with a hint for an unknown name.
const RegretFunction& regret_function(const std::string& name);

/// Returns the value without noise.
double true_value(const RegretFunction& function, const SearchPoint& setting);

}  // namespace mmoe
