// SPDX-License-Identifier: Apache-2.0
// A command is one file: it adds itself and its flags to the tree, and its callback sets `chosen`
// to the action (callbacks do no work, since the rest of the command line may be invalid). Commands
// parse, call src/, print and return an exit status; they throw InputError or RunError and never
// exit. The table of commands is in main.cpp.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace mmoe::cli {

/// The action of the parsed command line; returns the exit status.
using Action = std::function<int()>;

void add_check(CLI::App& root, Action& chosen);
void add_claims(CLI::App& root, Action& chosen);
void add_compare(CLI::App& root, Action& chosen);
void add_completion(CLI::App& root, Action& chosen);
void add_data_audit(CLI::App& data, Action& chosen);
void add_data_describe(CLI::App& data, Action& chosen);
void add_data_fetch(CLI::App& data, Action& chosen);
void add_data_init(CLI::App& data, Action& chosen);
void add_data_recommendation(CLI::App& data, Action& chosen);
void add_data_synthetic(CLI::App& data, Action& chosen);
void add_experiment_diff(CLI::App& experiment, Action& chosen);
void add_experiment_fields(CLI::App& experiment, Action& chosen);
void add_experiment_list(CLI::App& experiment, Action& chosen);
void add_experiment_show(CLI::App& experiment, Action& chosen);
void add_export(CLI::App& root, Action& chosen);
void add_man(CLI::App& root, Action& chosen);
void add_merge(CLI::App& root, Action& chosen);
void add_model_describe(CLI::App& model, Action& chosen);
void add_models(CLI::App& root, Action& chosen);
void add_fit_figure_2(CLI::App& root, Action& chosen);
void add_predict(CLI::App& root, Action& chosen);
void add_report(CLI::App& root, Action& chosen);
void add_run(CLI::App& root, Action& chosen);
void add_schema(CLI::App& root, Action& chosen);
void add_sensitivity(CLI::App& root, Action& chosen);
void add_signature(CLI::App& root, Action& chosen);
void add_store_check(CLI::App& store, Action& chosen);
void add_store_salvage(CLI::App& store, Action& chosen);
void add_train(CLI::App& root, Action& chosen);
void add_tuning(CLI::App& root, Action& chosen);
void add_verify(CLI::App& root, Action& chosen);

}  // namespace mmoe::cli
