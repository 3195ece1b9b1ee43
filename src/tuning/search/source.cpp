// SPDX-License-Identifier: Apache-2.0
#include "tuning/search/source.h"

#include <utility>

namespace mmoe {

TuningSource::TuningSource(std::vector<TuningStudy> studies, const TuningOptions& options,
                           SuggestionLog& log, bool computes)
    : studies_(std::move(studies)), options_(options), log_(log), computes_(computes) {}

std::size_t TuningSource::size() const {
  return studies_.size() * static_cast<std::size_t>(options_.trainings);
}

/// Trial k of a study waits for its trial k - lag - 1, that is for trial
/// (k - lag - 1) * studies + study of all.
std::size_t TuningSource::lag() const {
  return studies_.size() * (static_cast<std::size_t>(options_.lag) + 1) - 1;
}

void TuningSource::finish(std::size_t number, const TrialRecord& record) {
  studies_[number % studies_.size()].finish(number / studies_.size(), record);
}

std::optional<Trial> TuningSource::next(std::span<const TrialRecord> records) {
  for (; finished_ < records.size(); ++finished_) finish(finished_, records[finished_]);
  if (proposed_ == size()) return std::nullopt;
  TuningStudy& study = studies_[proposed_ % studies_.size()];
  const std::size_t number = proposed_ / studies_.size();
  const auto lag = static_cast<std::size_t>(options_.lag);
  const auto proposal = study.propose(number > lag ? number - lag : 0, log_, computes_);
  if (!proposal) return std::nullopt;
  ++proposed_;
  return study.trial(*proposal);
}

}  // namespace mmoe
