// SPDX-License-Identifier: Apache-2.0
// The paper's claims as data: experiments/claims/*.json, a file a family, that is the claims of one
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
  std::string name;           // unique among the claims of all families
  std::string family;         // the claims that are corrected together (Holm)
  std::string where;          // "Figure 4"
  std::string sentence;       // in our own words
  std::string data;           // the data set whose results can tell
  std::string setting;        // the member of a setting that a cell's number means: cosine, group
  bool default_data = false;  // only where the data set's options, but for `setting`, are default
  std::string command;        // what makes the data
  std::string comparison;
  std::vector<CellName> cells, than;
  std::string task;   // "": the mean over tasks; "main", "auxiliary"
  double margin = 0;  // as the comparison's rule says; 0 where it has none
};

/// Returns all compiled-in claims, by family.
const std::vector<Claim>& built_in_claims();

/// Returns the claims of a family's text; `name` stands for the file in messages. Throws InputError
/// "NAME:LINE: FIELD: ..." on an unknown or missing field, a comparison that is not there, or cells
/// that it cannot take.
std::vector<Claim> parse_claims(const std::string& text, const std::string& name);

/// Returns the claims of a file. Throws InputError as parse_claims does, or where it cannot be
/// read.
std::vector<Claim> read_claims(const std::string& path);

}  // namespace mmoe
