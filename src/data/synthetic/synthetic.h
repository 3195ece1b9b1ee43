// SPDX-License-Identifier: Apache-2.0
// The synthetic data set (Sec. 3.2): x ~ N(0, I_d) and K labels of controlled correlation. Every
// run draws its own weight directions and examples, the same for all points of the sweep and all
// models, so that both can be compared in pairs.
#pragma once

#include "data/data_set.h"
#include "data/row_form.h"
#include "data/synthetic/label_function.h"
#include "data/synthetic/options.h"
#include "data/synthetic/tasks.h"

namespace mmoe {

class SyntheticDataSet : public DataSet, public RowSource {
 public:
  /// `seed` is the experiment's; it draws the random values of a setting. Throws FieldError below
  /// "data", the options' path.
  SyntheticDataSet(const SyntheticOptions& options, std::uint64_t seed);

  std::vector<Setting> settings() const override;
  Problem problem(std::size_t setting) const override;
  std::unique_ptr<DataDraw> open(const DrawKey& key) const override;
  nlohmann::ordered_json identity(std::size_t setting) const override;
  /// Returns the resolved function, the label variance, and of each point and pair of tasks the
  /// cosine and the label correlation: target (null if the cosine was given), predicted and
  /// measured.
  nlohmann::ordered_json describe() const override;
  /// The numbers x1, x2, ... as they are; labels y1, y2, ...
  RowForm row_form(std::size_t setting) const override;

 private:
  SyntheticOptions options_;
  std::uint64_t seed_;
  LabelFunction function_;
  std::vector<TaskPoint> points_;
};

}  // namespace mmoe
