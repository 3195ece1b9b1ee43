// SPDX-License-Identifier: Apache-2.0
// KuaiRand as a data set: long_view (engagement) and is_like (satisfaction) of exposures in a video
// app, split by date. Source: Gao et al., KuaiRand: An Unbiased Sequential Recommendation Dataset
// with Randomly Exposed Videos, CIKM 2022; https://zenodo.org/records/10439422.
#pragma once

#include "base/fields.h"
#include "data/data_set.h"
#include "data/kuairand/inputs.h"
#include "data/kuairand/log.h"

namespace mmoe {

struct KuaiOptions {
  std::string edition = "1k";
  double users = 1;  // share of users, each whole
  std::int64_t min_rows = 5;
  std::int64_t hash_buckets = 4096;
  std::int64_t embedding_width = 16;

  Fields fields();
};

/// Defaults overwritten by `json`. Throws FieldError "WHERE.name: ..." as Fields::read does.
KuaiOptions read_kuai_options(const nlohmann::json& json, const std::string& where);

/// The split of what is measured on the random exposures of the test day.
inline constexpr const char* kRandomExposures = "random_exposures";

class KuaiDataSet : public DataSet {
 public:
  struct Folders {
    std::string data;             // searched for the archive; empty = the usual places
    std::filesystem::path cache;  // of the imported rows
  };
  KuaiDataSet(const KuaiOptions& options, const Folders& folders);

  std::vector<Setting> settings() const override;
  Problem problem(std::size_t setting) const override;
  /// Runs differ in the order of their training rows. A row's group is its user. The random
  /// exposures are a further test set, where the log has any.
  std::unique_ptr<DataDraw> open(const DrawKey& key) const override;
  nlohmann::ordered_json identity(std::size_t setting) const override;
  /// Returns what describe_kuairand does, and the options.
  nlohmann::ordered_json describe() const override;

  const KuaiLog& log() const { return log_; }
  const KuaiInputs& inputs() const { return inputs_; }

 private:
  KuaiOptions options_;
  KuaiLog log_;
  KuaiInputs inputs_;
};

/// Returns the user's folder for imported rows. Throws InputError if there is none.
std::filesystem::path kuai_cache_dir();

}  // namespace mmoe
