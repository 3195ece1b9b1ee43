// SPDX-License-Identifier: Apache-2.0
// All studies of an experiment as one source of trials, a lane each: the studies, each strictly one
// trial after the other, fill the cores between them, and none waits for another's long training.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "experiment/trials/trial_source.h"
#include "tuning/search/study.h"

namespace mmoe {

class TuningSource : public TrialSource {
 public:
  /// `options` and `log` have to outlive it.
  TuningSource(std::vector<TuningStudy> studies, const TuningOptions& options, SuggestionLog& log);

  std::size_t lanes() const override { return studies_.size(); }
  std::size_t size() const override;
  std::size_t lag() const override { return static_cast<std::size_t>(options_.lag); }
  std::optional<Trial> next(std::size_t study, std::span<const TrialRecord> records) override;

  /// Takes over the records of a study's trials, of those that it does not know yet: what comes
  /// after the last next().
  void finish(std::size_t study, std::span<const TrialRecord> records);

  const std::vector<TuningStudy>& studies() const { return studies_; }

 private:
  std::vector<TuningStudy> studies_;
  const TuningOptions& options_;
  SuggestionLog& log_;
  std::vector<std::size_t> finished_;  // of each study
};

}  // namespace mmoe
