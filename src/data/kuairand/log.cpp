// SPDX-License-Identifier: Apache-2.0
#include "data/kuairand/log.h"

#include <fmt/format.h>

#include "base/error.h"

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
  count_rows();
  split();
}

/// Every block but the last is full, which row() stands on.
void KuaiLog::count_rows() {
  for (std::size_t b = 0; b < blocks_.blocks(); ++b) {
    const std::size_t rows = blocks_.block_size(b) / sizeof(KuaiRow);
    const bool full = rows == kKuaiBlockRows || b + 1 == blocks_.blocks();
    if (!full || rows > kKuaiBlockRows || blocks_.block_size(b) % sizeof(KuaiRow) != 0) {
      throw RunError(
          fmt::format("{}: block {} is damaged: found {} bytes; remove the file to import "
                      "again",
                      imported_.file.string(), b, blocks_.block_size(b)));
    }
    rows_ += rows;
  }
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
