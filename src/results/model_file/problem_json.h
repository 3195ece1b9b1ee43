// SPDX-License-Identifier: Apache-2.0
// What a model knows of its data, as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "nn/problem.h"

namespace mmoe {

/// {dense_inputs, sparse_inputs, embedding_width, vocabularies, tables, sparse_groups,
/// tasks: [{name, kind, partly_labelled}]}.
nlohmann::ordered_json write_problem(const Problem& problem);

/// Throws FieldError at `where`.
Problem read_problem(const nlohmann::ordered_json& json, const std::string& where);

}  // namespace mmoe
