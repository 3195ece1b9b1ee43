// SPDX-License-Identifier: Apache-2.0
// An exhibit of a report: a figure, the table next to it, and how to read them. Each is one file
// here, a declaration below, and a name in the table of exhibit.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/figures/figure.h"
#include "report/tables/table.h"
#include "results/result_reader.h"

namespace mmoe {

struct Exhibit {
  std::string name = {};         // of its files, following the experiment's
  std::string title = {};        // a heading
  std::string how_to_read = {};  // a sentence or two
  std::vector<Figure> figures = {};
  std::vector<Table> tables = {};
  std::vector<std::string> definitions = {};  // of words in the figure and the tables
  std::vector<std::string> notes = {};        // warnings, and parts that the result has no data for
};

/// Returns all exhibits that the result has data for. Files are named EXPERIMENT-EXHIBIT.
std::vector<Exhibit> make_exhibits(const Result& result);

/// Returns `text` as a file name that every system takes: letters, digits and dashes, the first no
/// dash, which programs take for an option.
std::string plain_file_name(const std::string& text);

/// Prefixes the names of all its files, and restricts them to characters valid on every system.
void prefix_names(Exhibit& exhibit, const std::string& prefix);

/// Returns the paper's figures and tables that no result has data for, or not for all their models:
/// "Table 2: no result has ...".
std::vector<std::string> missing_from_paper(const std::vector<Result>& results);

// Each is empty if it does not apply to the result.
std::optional<Exhibit> overview(const Result& result);
std::optional<Exhibit> label_correlation(const Result& result);   // Figure 2
std::optional<Exhibit> shared_bottom_loss(const Result& result);  // Figure 3
std::optional<Exhibit> loss_curves(const Result& result);         // Figure 4
std::optional<Exhibit> final_losses(const Result& result);        // Figure 5
std::optional<Exhibit> sweep(const Result& result);               // should tasks share?
std::optional<Exhibit> gain(const Result& result);
std::optional<Exhibit> gates(const Result& result);
std::optional<Exhibit> ordered_gates(const Result& result);         // Figure 6
std::optional<Exhibit> census_table(const Result& result);          // Tables 1 and 2
std::optional<Exhibit> recommendation_table(const Result& result);  // Table 3
std::optional<Exhibit> live_test(const Result& result);             // Table 4, simulated
std::optional<Exhibit> training_auc(const Result& result);          // Tensor-Factorization
std::optional<Exhibit> binary_metrics(const Result& result);
std::optional<Exhibit> reliability(const Result& result);
std::optional<Exhibit> cost(const Result& result);

}  // namespace mmoe
