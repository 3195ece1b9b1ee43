// SPDX-License-Identifier: Apache-2.0
// The Census-income experiments of Sec. 6.2: two groups of two binary tasks from one pair of files.
//   group 1: income over 50K (main), never married (auxiliary)
//   group 2: education at least college (main), never married (auxiliary)
// Education and marital status are no inputs in either group, nor is the instance weight.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/fields.h"
#include "data/census_files.h"
#include "data/census_run.h"
#include "data/data_set.h"

namespace mmoe {

struct CensusOptions {
  std::vector<std::int64_t> group{1, 2};  // the settings, in this order
  bool log1p_money = false;               // log1p of wages, capital gains, losses and dividends
  std::int64_t sample_rows = 0;           // train on this many rows drawn by the seed; 0: all
  std::string college = "associate";      // where "at least college" begins
};

Fields fields(CensusOptions& options);

class CensusDataSet : public DataSet {
 public:
  /// Where the files are looked for (as find_census_files does) and kept in binary form (as
  /// load_census_table does): this machine's affair, no part of an experiment.
  struct Folders {
    std::string data = {};
    std::filesystem::path cache = {};
  };
  /// Reads the files. Throws InputError.
  CensusDataSet(const CensusOptions& options, const Folders& folders);

  std::vector<Setting> settings() const override;  // {"group": 1}
  Problem problem(std::size_t setting) const override;
  std::unique_ptr<Run> open(const RunKey& key) const override;
  nlohmann::ordered_json identity(std::size_t setting) const override;
  /// Files with sizes, checksums and whether they are the known ones; inputs by column with
  /// unseen categories; label rates; correlation of each group's labels beside the paper's.
  nlohmann::ordered_json describe() const override;

 private:
  void check_options(std::size_t training_rows) const;

  CensusOptions options_;
  std::vector<CensusLabel> labels_;  // by task: income, education_college, never_married
  CensusData data_;
  std::string digest_;  // of data_
  nlohmann::ordered_json description_;
};

}  // namespace mmoe
