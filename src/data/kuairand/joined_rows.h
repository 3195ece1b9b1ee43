// SPDX-License-Identifier: Apache-2.0
// Rows of KuaiRand's logs with the features of user and video, and those from the past.
#pragma once

#include <vector>

#include "data/kuairand/features.h"
#include "data/kuairand/log_row.h"
#include "data/kuairand/row.h"

namespace mmoe {

class JoinedRows {
 public:
  /// `rows` are in order (KuaiLogRow); the features must outlive this.
  JoinedRows(std::vector<KuaiLogRow> rows, const std::vector<KuaiUser>& users,
             const std::vector<KuaiVideo>& videos);

  std::size_t size() const { return rows_.size(); }
  KuaiRow row(std::size_t i) const;

 private:
  void find_past();
  void count_exposures();
  std::vector<std::vector<std::uint32_t>> rows_by_day() const;

  std::vector<KuaiLogRow> rows_;
  const std::vector<KuaiUser>& users_;
  const std::vector<KuaiVideo>& videos_;
  std::vector<std::int32_t> previous_video_;  // by row; kKuaiUnknown = none
  std::vector<float> seconds_since_last_;
  std::vector<std::uint32_t> video_exposures_, author_exposures_;
};

}  // namespace mmoe
