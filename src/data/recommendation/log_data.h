// SPDX-License-Identifier: Apache-2.0
// The synthetic log of a content recommender as a data set: engagement and satisfaction of rows
// that are drawn when they are needed. Test rows come first in the log, then validation rows, then
// training rows without end: no training row is ever repeated, and T steps of batches of B are one
// pass over T B rows. Each run draws users, items and rows of its own.
#pragma once

#include "data/data_set.h"
#include "data/recommendation/log.h"
#include "data/recommendation/options.h"
#include "data/row_form.h"

namespace mmoe {

struct LogDataOptions {
  RecommendationOptions log;
  std::vector<double> relatedness = {0.5};  // the points of a sweep, in place of the log's
  std::int64_t validation_rows = 50000;
  std::int64_t test_rows = 200000;
  std::int64_t embedding_width = 16;                // of every field
  std::vector<std::int64_t> embedding_widths = {};  // of each of kLogFields instead

  Fields fields();
};

/// Defaults overwritten by `json`. Throws FieldError "WHERE.name: ..." as Fields::read does.
LogDataOptions read_log_data_options(const nlohmann::json& json, const std::string& where);

class LogDataSet : public DataSet, public RowSource {
 public:
  /// `seed` is the experiment's: run 0 of it is described. Throws FieldError below "data" if no law
  /// has the options' rates and AUCs.
  LogDataSet(const LogDataOptions& options, std::uint64_t seed);

  std::vector<Setting> settings() const override;
  Problem problem(std::size_t setting) const override;
  std::unique_ptr<DataDraw> open(const DrawKey& key) const override;
  nlohmann::ordered_json identity(std::size_t setting) const override;
  /// Returns the options, and of each point and task the rate and what the best possible prediction
  /// scores: by its law, and on the test rows of run 0.
  nlohmann::ordered_json describe() const override;
  /// Columns as `mmoe-bench data recommendation` writes them.
  RowForm row_form(std::size_t setting) const override;
  /// Returns the log of a run; `new_users` as in population.h.
  RecommendationLog log(std::size_t setting, std::uint32_t run, std::int64_t new_users = 0) const;

 private:
  RecommendationOptions log_options(std::size_t setting) const;

  LogDataOptions options_;
  std::uint64_t seed_;
  std::vector<PropensityLaw> laws_;  // by setting
};

}  // namespace mmoe
