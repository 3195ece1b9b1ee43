// SPDX-License-Identifier: Apache-2.0
#include "live/model_judge.h"

#include <algorithm>
#include <cmath>

#include "math/determinism.h"
#include "training/evaluation.h"

namespace mmoe {

ModelJudge::ModelJudge(const SavedModel& model)
    : model_(model),
      network_(model.network()),
      inputs_(model.problem.embedded),
      ws_(network_->plan(), HeldOut::kChunk) {
  ws_.clear_noise();
}

void ModelJudge::judge(std::span<const RecommendationRow> rows,
                       std::vector<TaskNumbers>& probabilities) {
  const FlushSubnormals flushed;  // as in training
  const View<float> theta(model_.theta.data(), model_.theta.size());
  while (!rows.empty()) {
    const Index count = std::min<Index>(HeldOut::kChunk, std::ssize(rows));
    LogInputs::resize(count, batch_);
    for (Index b = 0; b < count; ++b) inputs_.add(rows[static_cast<std::size_t>(b)], b, batch_);
    ws_.set_batch(count);
    network_->forward(theta, batch_, ws_);
    const auto logits = ws_[network_->output().value];  // [2 x B]
    for (Index b = 0; b < count; ++b) {
      const auto probability = [&](Index task) {
        return 1 / (1 + std::exp(-static_cast<double>(logits(task, b))));
      };
      probabilities.push_back({probability(0), probability(1)});
    }
    rows = rows.subspan(static_cast<std::size_t>(count));
  }
}

}  // namespace mmoe
