// SPDX-License-Identifier: Apache-2.0
#include "data/kuairand/log.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/sha256.h"

namespace mmoe {
namespace {

constexpr int kTestDay = kKuaiDays - 1;  // 05-08

/// Where a row belongs; kKuaiParts.size() = nowhere.
std::size_t part_of(const KuaiRow& row) {
  if (row.random != 0) {
    return static_cast<std::size_t>(row.day == kTestDay ? 3 : kKuaiParts.size());
  }
  if (row.day == kTestDay) return static_cast<std::size_t>(KuaiPart::kTest);
  return static_cast<std::size_t>(row.day == kTestDay - 1 ? KuaiPart::kValidation
                                                          : KuaiPart::kTrain);
}

}  // namespace

KuaiLog::KuaiLog(const KuaiImport& import)
    : edition_(import.edition),
      imported_(import_kuairand(import)),
      blocks_(imported_.file, imported_.source) {
  Sha256 hash;
  for (std::size_t b = 0; b < blocks_.blocks(); ++b) {
    rows_ += blocks_.block(b).size() / sizeof(KuaiRow);
    hash.update(blocks_.block(b));
  }
  sha256_ = hash.hex();
  split();
}

const KuaiRow& KuaiLog::row(std::size_t i) const {
  const std::string_view block = blocks_.block(i / kKuaiBlockRows);
  return reinterpret_cast<const KuaiRow*>(block.data())[i % kKuaiBlockRows];
}

void KuaiLog::split() {
  for (std::size_t i = 0; i < rows_; ++i) {
    const std::size_t part = part_of(row(i));
    if (part < parts_.size()) parts_[part].push_back(static_cast<std::uint32_t>(i));
  }
  for (const KuaiPart part : {KuaiPart::kTrain, KuaiPart::kValidation, KuaiPart::kTest}) {
    if (!this->part(part).empty()) continue;
    throw InputError(
        fmt::format("{}: found no rows for {}; expected standard exposures of "
                    "20220408 to 20220508",
                    imported_.source, kKuaiParts.at(static_cast<std::size_t>(part))));
  }
}

}  // namespace mmoe
