// SPDX-License-Identifier: Apache-2.0
#include "data/kuairand/describe.h"

#include <array>
#include <set>

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// Counts of rows by labels.
struct KuaiCounts {
  std::int64_t neither = 0, like = 0, long_view = 0, both = 0;

  void add(const KuaiRow& row) {
    if (row.long_view != 0) {
      ++(row.like != 0 ? both : long_view);
    } else {
      ++(row.like != 0 ? like : neither);
    }
  }
  std::int64_t rows() const { return neither + like + long_view + both; }
  void tell(ordered_json& out) const {
    const auto rate = [&](std::int64_t count) -> ordered_json {
      if (rows() == 0) return nullptr;
      return static_cast<double>(count) / static_cast<double>(rows());
    };
    out["rows"] = rows();
    out["long_view_rate"] = rate(long_view + both);
    out["is_like_rate"] = rate(like + both);
  }
};

ordered_json describe_part(const KuaiLog& log, KuaiPart part) {
  KuaiCounts counts;
  std::set<std::int32_t> users;
  for (const std::uint32_t i : log.part(part)) {
    counts.add(log.row(i));
    users.insert(log.row(i).user());
  }
  ordered_json out = {{"part", kKuaiParts.at(static_cast<std::size_t>(part))}};
  counts.tell(out);
  out["users"] = users.size();
  out["labels"] = {{"neither", counts.neither},
                   {"is_like_alone", counts.like},
                   {"long_view_alone", counts.long_view},
                   {"both", counts.both}};
  return out;
}

ordered_json unseen_ids(const KuaiLog& log, const KuaiInputs& inputs, std::size_t field) {
  std::int64_t shared = 0, unknown = 0;
  const auto& rows = log.part(KuaiPart::kTest);
  for (const std::uint32_t i : rows) {
    const KuaiRow& row = log.row(i);
    if (row.ids[field] < 0) {
      ++unknown;
    } else if (!inputs.knows(row, field)) {
      ++shared;
    }
  }
  const auto all = static_cast<double>(rows.size());
  return {{"field", kKuaiFields.at(field)},
          {"shared_embedding", static_cast<double>(shared) / all},
          {"unknown", static_cast<double>(unknown) / all}};
}

}  // namespace

ordered_json describe_kuairand(const KuaiLog& log, const KuaiInputs& inputs) {
  std::int64_t random = 0;
  for (std::size_t i = 0; i < log.rows(); ++i) random += log.row(i).random;
  const auto rows = static_cast<std::int64_t>(log.rows());
  ordered_json out = {
      {"edition", log.edition().folder},
      {"rows_sha256", log.sha256()},
      {"standard_rows", rows - random},
      {"random_rows", random},
      {"duplicates_dropped", log.duplicates()},
      {"published", {{"standard", log.edition().standard}, {"random", log.edition().random}}}};
  for (const KuaiPart part :
       {KuaiPart::kTrain, KuaiPart::kValidation, KuaiPart::kTest, KuaiPart::kRandom}) {
    out["parts"].push_back(describe_part(log, part));
  }
  const EmbeddedFields embedded = inputs.embedded();
  for (std::size_t f = 0; f < kKuaiFields.size(); ++f) {
    out["fields"].push_back(
        {{"field", kKuaiFields.at(f)}, {"embeddings", embedded.vocabularies[f]}});
  }
  out["numbers"] = kKuaiNumbers;
  return out;
}

ordered_json audit_kuairand(const KuaiLog& log, const KuaiInputs& inputs) {
  ordered_json out = {{"name", "kuairand"}, {"duplicates_dropped", log.duplicates()}};
  for (std::size_t f = 0; f < kKuaiFields.size(); ++f) {
    out["unseen"].push_back(unseen_ids(log, inputs, f));
  }
  std::array<KuaiCounts, kKuaiDays> days;
  for (std::size_t i = 0; i < log.rows(); ++i) {
    if (log.row(i).random == 0) days.at(log.row(i).day).add(log.row(i));
  }
  for (std::size_t day = 0; day < days.size(); ++day) {
    ordered_json entry = {{"day", day}};
    days.at(day).tell(entry);
    out["days"].push_back(entry);
  }
  out["never_inputs"] = {"is_click",          "is_follow",
                         "is_comment",        "is_forward",
                         "is_hate",           "play_time_ms",
                         "profile_stay_time", "comment_stay_time",
                         "is_profile_enter",  "video_features_statistic"};
  return out;
}

}  // namespace mmoe
