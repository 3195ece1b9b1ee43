// SPDX-License-Identifier: Apache-2.0
// Imports of small archives, for tests.
#pragma once

#include <filesystem>
#include <vector>

#include "data/kuairand/import.h"
#include "data/kuairand/log.h"
#include "data/kuairand/small_kuairand.h"

namespace mmoe {

/// Places in KuaiRow::ids.
inline constexpr std::size_t kVideoField = 1, kPreviousField = 2, kAuthorField = 3, kTagField = 5,
                             kHourField = 8, kDegreeField = 10, kRangeField = 11, kOnehotField = 12;

inline KuaiImport small_import(const TestFolder& folder, const std::filesystem::path& source) {
  return {.edition = kuai_edition("1k"), .source = source, .folder = folder.path("cache")};
}

/// Rows of the logs of `made`, imported.
inline std::vector<KuaiRow> imported_rows(const SmallKuaiRand& made) {
  const TestFolder folder;
  const KuaiLog log(small_import(folder, made.write(folder)));
  std::vector<KuaiRow> rows;
  for (std::size_t i = 0; i < log.rows(); ++i) rows.push_back(log.row(i));
  return rows;
}

}  // namespace mmoe
