// SPDX-License-Identifier: Apache-2.0
// All studies of an experiment as one source of trials: each in turn proposes one, so that the
// studies, each strictly one trial after the other, fill the cores between them.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "experiment/trials/trial_source.h"
#include "tuning/search/study.h"

namespace mmoe {

class TuningSource : public TrialSource {
 public:
  /// `options` and `log` have to outlive it; a study is not empty. Where suggestions are not
  /// computed, the source ends at the first that the log does not have.
  TuningSource(std::vector<TuningStudy> studies, const TuningOptions& options, SuggestionLog& log,
               bool computes = true);

  std::size_t size() const override;
  std::size_t lag() const override;
  std::optional<Trial> next(std::span<const TrialRecord> records) override;

  /// Takes over a record of the trial of that number: what comes after the last next().
  void finish(std::size_t number, const TrialRecord& record);

  const std::vector<TuningStudy>& studies() const { return studies_; }

 private:
  std::vector<TuningStudy> studies_;
  const TuningOptions& options_;
  SuggestionLog& log_;
  bool computes_;
  std::size_t proposed_ = 0, finished_ = 0;
};

}  // namespace mmoe
