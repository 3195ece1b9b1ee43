// SPDX-License-Identifier: Apache-2.0
// The Census-income experiments: binary tasks from one pair of files, two per setting. The
// groups of Sec. 6.2 (education and marital status are not inputs in either):
//   group 1: income over 50K (main), never married (auxiliary)
//   group 2: education at least college (main), never married (auxiliary)
// or every pair of a list of labels; by the paper's protocol or that of another project.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "data/census/draw.h"
#include "data/census/files.h"
#include "data/census/options.h"
#include "data/census/settings.h"
#include "data/data_set.h"
#include "data/row_form.h"

namespace mmoe {

class CensusDataSet : public DataSet, public RowSource {
 public:
  /// Where the files are searched (see find_census_files) and cached (see load_census_table):
  /// machine-local, not part of an experiment.
  struct Folders {
    std::string data = {};
    std::filesystem::path cache = {};
  };
  /// Reads the files. Throws InputError.
  CensusDataSet(const CensusOptions& options, const Folders& folders);

  std::vector<Setting> settings() const override;
  Problem problem(std::size_t setting) const override;
  std::unique_ptr<DataDraw> open(const DrawKey& key) const override;
  nlohmann::ordered_json identity(std::size_t setting) const override;
  /// Returns files with sizes, checksums and whether they are the published ones; inputs by column
  /// with unseen categories, under each protocol's name if there are several; label rates; the
  /// correlation of each setting's labels, for a group next to the paper's.
  nlohmann::ordered_json describe() const override;
  RowForm row_form(std::size_t setting) const override;

 private:
  /// A setting and the data that its runs read.
  struct Prepared {
    CensusSetting setting;
    std::size_t encoding = 0;  // position in encodings_
    CensusView view;
    std::string digest;  // of the data that its runs read
  };
  void encode(const CensusTable& train, const CensusTable& test);

  CensusOptions options_;
  std::vector<CensusLabel> labels_;
  CensusTasks tasks_;                      // by label
  std::vector<CensusEncoding> encodings_;  // one per protocol
  std::vector<Prepared> settings_;
  nlohmann::ordered_json description_;
};

}  // namespace mmoe
