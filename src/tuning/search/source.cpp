// SPDX-License-Identifier: Apache-2.0
#include "tuning/search/source.h"

#include <utility>

namespace mmoe {

TuningSource::TuningSource(std::vector<TuningStudy> studies, const TuningOptions& options,
                           SuggestionLog& log)
    : studies_(std::move(studies)), options_(options), log_(log), finished_(studies_.size()) {}

std::size_t TuningSource::size() const {
  return studies_.size() * static_cast<std::size_t>(options_.trainings);
}

void TuningSource::finish(std::size_t study, std::span<const TrialRecord> records) {
  for (std::size_t& n = finished_[study]; n < records.size(); ++n) {
    studies_[study].finish(n, records[n]);
  }
}

std::optional<Trial> TuningSource::next(std::size_t study, std::span<const TrialRecord> records) {
  finish(study, records);
  const auto proposal = studies_[study].propose(log_, /*computes=*/true);
  return proposal ? std::optional(studies_[study].trial(*proposal)) : std::nullopt;
}

}  // namespace mmoe
