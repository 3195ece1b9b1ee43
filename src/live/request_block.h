// SPDX-License-Identifier: Apache-2.0
// The requests of some users, with what every judge says of every candidate.
#pragma once

#include <span>
#include <vector>

#include "data/recommendation/requests.h"
#include "live/model_judge.h"
#include "live/options.h"

namespace mmoe {

/// What the users of a live test meet, and the models that judge it.
struct LiveWorld {
  const RecommendationLog& log;  // with the new users
  RequestStream requests;
  std::span<const SavedModel> models;
  const LiveOptions& options;

  std::size_t judges() const { return models.size() + 1; }  // and the truth
};

/// Used by one thread at a time.
class RequestBlock {
 public:
  explicit RequestBlock(const LiveWorld& world);

  /// Takes `count` requests from number `first` on; request n is of new user n / options.requests.
  void fill(std::int64_t first, std::int64_t count);
  /// Takes rows that are there, `candidates` to a request, in place of drawn ones.
  void fill(std::vector<RecommendationRow> rows, std::size_t candidates);

  std::size_t requests() const { return rows_.size() / candidates_; }
  /// The candidates of the request of that place.
  std::span<const RecommendationRow> candidates(std::size_t request) const {
    return std::span(rows_).subspan(request * candidates_, candidates_);
  }
  /// Probabilities of a candidate's labels, by judge; the last knows them.
  const TaskNumbers& probabilities(std::size_t judge, std::size_t request,
                                   std::size_t candidate) const {
    return probabilities_[judge][request * candidates_ + candidate];
  }
  const TaskNumbers& truth(std::size_t request, std::size_t candidate) const {
    return probabilities(probabilities_.size() - 1, request, candidate);
  }
  /// Returns the candidate with the largest log p_E + alpha log p_S; of equal ones the first.
  std::size_t choice(std::size_t judge, std::size_t request, double alpha) const;

 private:
  void judge();

  const LiveWorld& world_;
  std::size_t candidates_;
  std::vector<ModelJudge> judges_;
  std::vector<RecommendationRow> rows_;
  std::vector<std::vector<TaskNumbers>> probabilities_, logarithms_;  // by judge
};

}  // namespace mmoe
