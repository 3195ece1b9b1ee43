// SPDX-License-Identifier: Apache-2.0
// From what the user named to a complete configuration: built-in experiments (compiled in from
// experiments/*.json), files of the user's own that may extend one, and overrides from flags.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/json_file.h"
#include "experiment/config/experiment.h"

namespace mmoe {

/// Returns the configuration of a built-in experiment (by name) or of a file (a path: has a '/' or
/// ends in .json), with everything it extends merged in: objects member by member, all else
/// replaced, and with a list of models also what was "selected" of the list before. A result file,
/// or the summary of a study, stands for the experiment that made it. Throws InputError on an
/// unknown name (nearest offered), a bad file, or a circle.
JsonText load_configuration(const std::string& name_or_path);

/// Sets the member at `path` ("training.batch") and notes `origin` ("--batch"). What is said so of
/// training holds for every model, whatever the file says of one; a list of models takes the place
/// of what was "selected", too.
void override_member(JsonText& config, const std::string& path, nlohmann::ordered_json value,
                     const std::string& origin);

/// Merges the configuration's "paper" member, the full protocol, over the rest. Throws InputError
/// where there is none.
void apply_paper(JsonText& config);

/// Keeps the models named in `labels`, in that order, or without any the ones listed in the
/// configuration's "selected" member (all, where there is none). A model of the registry that the
/// configuration does not list is taken with its defaults. A model is the same whichever others are
/// kept: it takes with it what match_parameters names. Every model listed is checked, also those
/// not kept; throws InputError.
void select_models(JsonText& config, const std::vector<std::string>& labels);

/// Reads the configuration. Throws InputError that says where an offending member stands.
Experiment resolve(const JsonText& config);

/// An experiment that is ready to run.
struct Prepared {
  Experiment experiment;
  std::unique_ptr<DataSet> data;
};

/// Resolves, opens the data set (`data_dir`: where its files are looked for first; may be empty)
/// and solves widths.
Prepared prepare(const JsonText& config, const std::string& data_dir);

}  // namespace mmoe
