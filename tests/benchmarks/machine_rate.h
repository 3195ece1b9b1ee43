// SPDX-License-Identifier: Apache-2.0
// The machine's own rates of float products, and counters that compare a benchmark with them.
#pragma once

#include <benchmark/benchmark.h>

#include "nn/layout.h"

namespace mmoe {

/// Counts a step's parameters, and its `operations` of products as shares of both rates.
void report_step(benchmark::State& state, const Layout& layout, double operations);

/// Counts the time of an iteration in products of two 512 x 512 matrices.
void report_in_products(benchmark::State& state);

}  // namespace mmoe
