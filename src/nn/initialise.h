// SPDX-License-Identifier: Apache-2.0
// Initialisation of weights. Draws are keyed by the block's name and the entry, so that blocks
// of the same name start equal in every model of a run, whatever other blocks the model has.
#pragma once

#include <string>
#include <vector>

#include "math/random.h"
#include "nn/layout.h"

namespace mmoe {

/// With fan_in = columns and fan_out = rows of the block itself (never of a stack of experts):
///   glorot-uniform  U(-a, a), a = sqrt(6 / (fan_in + fan_out))     Glorot and Bengio 2010
///   glorot-normal   N(0, 2 / (fan_in + fan_out))
///   he-uniform      U(-a, a), a = sqrt(6 / fan_in)                 He et al. 2015
///   he-normal       N(0, 2 / fan_in)
/// Embeddings start as N(0, 0.1^2) under every scheme: their fan-in and fan-out are not related to
/// the scale that they need.
enum class Scheme { kGlorotUniform, kGlorotNormal, kHeUniform, kHeNormal };

const std::vector<std::string>& scheme_names();
/// Throws InputError on an unknown name.
Scheme scheme_from(const std::string& name);

/// Returns the variance that the scheme gives a weight of a layer [fan_out x fan_in].
double scheme_variance(Scheme scheme, Index fan_in, Index fan_out);

/// Fills one block by the scheme.
template <typename Scalar>
void initialise_block(Scheme scheme, const Block& block, const Stream& stream,
                      MutableView<Scalar>& theta);

/// Fills one block with N(mean, sd^2).
template <typename Scalar>
void initialise_normal(double mean, double sd, const Block& block, const Stream& stream,
                       MutableView<Scalar>& theta);

}  // namespace mmoe
