// SPDX-License-Identifier: Apache-2.0
// Builds a complete configuration from built-in experiments (compiled in from experiments/*.json),
// the user's files, which may extend one, and overrides by flags.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/json_file.h"
#include "experiment/config/experiment.h"

namespace mmoe {

/// Returns the configuration of a built-in experiment (by name) or of a file (a path: has a '/' or
/// ends in .json), with everything it extends merged in: objects member by member, null takes
/// a member away, all else replaced; a new list of models also resets "selected". For a result file
/// or a study's summary, returns the experiment that made it. Throws InputError on an unknown name
/// (suggesting the nearest), an invalid file, or circular extension.
JsonText load_configuration(const std::string& name_or_path);

/// Sets the member at `path` ("training.batch", "models.mmoe.experts") and records `origin`
/// ("--batch"). Training options set this way apply to every model, even if the file overrides them
/// for one; a list of models also replaces "selected".
void override_member(JsonText& config, const std::string& path, nlohmann::ordered_json value,
                     const std::string& origin);

/// Merges the configuration's "paper" member, the full protocol, over the rest. Throws InputError
/// where there is none.
void apply_paper(JsonText& config);

/// Keeps the models named in `labels`, in that order; if empty, those in the configuration's
/// "selected" member (all without one). A registered model that the configuration does not list is
/// added with its defaults. A model does not depend on which others are kept: it keeps its
/// match_parameters reference. Every listed model is checked, also those not kept; throws
/// InputError, which names `origin` where a label is wrong.
void select_models(JsonText& config, const std::vector<std::string>& labels,
                   std::string origin = "models");

/// Reads the configuration. Throws InputError, naming the place of the invalid member.
Experiment resolve(const JsonText& config);

/// An experiment ready to run.
struct Prepared {
  Experiment experiment;
  std::unique_ptr<DataSet> data;
};

/// Resolves the experiment, opens the data set (searching `data_dir` first; may be empty) and
/// solves matched widths.
Prepared prepare(const JsonText& config, const std::string& data_dir);

}  // namespace mmoe
