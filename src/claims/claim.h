// SPDX-License-Identifier: Apache-2.0
// The paper's claims as data: experiments/claims/*.json, one file per family, the claims of one
// figure or table. The families are compiled in.
#pragma once

#include <string>
#include <vector>

namespace mmoe {

/// "mmoe@0.5": one model on one setting, such as cosine 0.5 or group 1.
struct CellName {
  std::string model;
  double at = 0;
};

struct Claim {
  std::string name;      // unique among the claims of all families
  std::string family;    // the claims that are corrected together
  std::string where;     // "Figure 4"
  std::string support;   // what the paper gives for it: "figure", "table", "text" or ""
  std::string sentence;  // in our own words
  std::string data;      // the data set of the results that it is tested on
  std::string setting;   // the member of a setting that a cell's number refers to: cosine, group
  bool default_data =
      false;  // only on results whose data set options, except `setting`, are the defaults
  std::string command;  // the command that makes the data
  std::string comparison;
  std::vector<CellName> cells, than;
  std::string task;         // "": the mean over tasks; "main", "auxiliary"
  std::string metric = {};  // "": the headline metric of the result; "r2"
  double margin = 0;        // see the comparison's rule; 0 if it has none
};

/// Returns all compiled-in claims, by family.
const std::vector<Claim>& built_in_claims();

/// Returns the claims of a family's text; `name` stands for the file in messages. Throws InputError
/// "NAME:LINE: FIELD: ..." on an unknown or missing field, an unknown comparison, or cells that it
/// does not accept.
std::vector<Claim> parse_claims(const std::string& text, const std::string& name);

/// Returns the claims of a file. Throws InputError like parse_claims, or if the file cannot be
/// read.
std::vector<Claim> read_claims(const std::string& path);

}  // namespace mmoe
