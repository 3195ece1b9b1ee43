// SPDX-License-Identifier: Apache-2.0
// The imported rows of an edition of KuaiRand, mapped, and their split by date.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "data/block_file.h"
#include "data/kuairand/import.h"
#include "data/kuairand/log_row.h"
#include "data/kuairand/row.h"

namespace mmoe {

/// Standard exposures to 05-06, of 05-07 and of 05-08; random exposures of 05-08. Random exposures
/// of earlier days are in no part.
enum class KuaiPart { kTrain, kValidation, kTest, kRandom };
inline constexpr std::array kKuaiParts = {"train", "validation", "test", "random"};

class KuaiLog {
 public:
  /// Imports the edition if that was not done yet. Throws what import_kuairand does, RunError where
  /// the imported rows are damaged, and InputError where a part of standard exposures has no rows.
  explicit KuaiLog(const KuaiImport& import);

  std::size_t rows() const { return rows_; }
  const KuaiRow& row(std::size_t i) const;
  /// Returns the rows of a part, by user and time.
  const std::vector<std::uint32_t>& part(KuaiPart part) const {
    return parts_[static_cast<std::size_t>(part)];
  }
  /// Returns the number of rows that equalled another and were dropped.
  std::uint64_t duplicates() const { return blocks_.mark(); }
  /// Returns the SHA-256 of all rows.
  const std::string& sha256() const { return blocks_.sha256(); }
  const KuaiEdition& edition() const { return edition_; }

 private:
  void count_rows();
  void split();

  KuaiEdition edition_;
  KuaiImported imported_;
  BlockFile blocks_;
  std::size_t rows_ = 0;
  std::array<std::vector<std::uint32_t>, kKuaiParts.size()> parts_;
};

}  // namespace mmoe
