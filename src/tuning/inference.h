// SPDX-License-Identifier: Apache-2.0
// The hyper-parameters of a Gaussian process, given observations: a few samples of their posterior
// by slice sampling, as Spearmint takes them (Snoek, Larochelle and Adams 2012), or of many
// observations, where each sample would cost seconds, the posterior's mode.
#pragma once

#include <Eigen/Core>
#include <vector>

#include "math/random.h"
#include "tuning/observations.h"

namespace mmoe {

/// Above this many settings one theta is found, not sampled.
inline constexpr Eigen::Index kMostSampled = 512;

/// The maximum of likelihood times prior, from the prior's mode. theta as in
/// tuning/gaussian_process.h.
Eigen::VectorXd posterior_mode(const Observations& data);

/// Ten samples from a chain that starts at the mode and first makes a few sweeps unseen; a function
/// of the data and the stream alone. n <= kMostSampled.
std::vector<Eigen::VectorXd> posterior_samples(const Observations& data, const Stream& stream);

}  // namespace mmoe
