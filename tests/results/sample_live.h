// SPDX-License-Identifier: Apache-2.0
// A simulated live test without training: the member "live" of a result, made up by formula.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "results/result_reader.h"

namespace mmoe::testing {

/// What the made-up test is of.
struct SampleLive {
  std::vector<double> relatedness = {0.5};
  int runs = 1;
  // True lifts at relatedness 0; those in satisfaction fall to none at 1. Run r adds r * step.
  double shared_engagement = -0.0022, shared_satisfaction = 0.2;
  double mmoe_engagement = 0.0025, mmoe_satisfaction = 0.03;
  double step = 0.0001;
  double truth_error = 0.0005, live_error = 0.01;  // standard errors of a lift
};

/// Returns the member "live".
nlohmann::ordered_json sample_live(const SampleLive& of = {});

/// Returns a result on the recommendation log with this member and no trials.
nlohmann::ordered_json sample_live_result(nlohmann::ordered_json live);

/// The same, read.
Result read_sample_live(const SampleLive& of = {});

}  // namespace mmoe::testing
