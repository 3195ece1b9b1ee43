// SPDX-License-Identifier: Apache-2.0
// Rows of data sets as CSV texts, such as a user has them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "data/recommendation/log_data.h"
#include "nn/batch.h"

namespace mmoe::testing {

/// A table of every kind of column, of which the first rows lack values; one label is to be
/// standardised. Rows first .. first + rows - 1.
std::string kept_table(int first, int rows);
/// The recipe of a.csv, v.csv and t.csv, which are such tables.
std::string kept_recipe(int embedding_width);

/// A batch of synthetic examples, columns in reverse.
std::string synthetic_csv(const Batch<float>& batch);

/// The first rows of run 0 of a log, seed 1.
std::string log_csv(const LogDataOptions& options, std::size_t rows);

/// A Census-income file with a header, its rows in this order.
std::string census_csv(const std::string& file, const std::vector<std::uint64_t>& order);

}  // namespace mmoe::testing
