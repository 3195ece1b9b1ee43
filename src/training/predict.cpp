// SPDX-License-Identifier: Apache-2.0
#include "training/predict.h"

#include <algorithm>

#include "base/interrupt.h"
#include "math/share_histogram.h"

namespace mmoe {
namespace {

/// By task and expert.
template <typename Value>
using ByExpert = std::vector<std::vector<Value>>;

template <typename Value>
ByExpert<Value> for_gates(const std::vector<Buffer>& gates, const Value& value) {
  ByExpert<Value> all;
  for (const Buffer& gate : gates) {
    all.emplace_back(static_cast<std::size_t>(gate.rows), value);
  }
  return all;
}

/// Every workspace takes chunks of its own; what has to be summed is kept by chunk, or is a count.
class Prediction {
 public:
  Prediction(const PredictionInput& in, std::size_t pieces)
      : in_(in),
        gates_(in.model.gates()),
        gate_sums_(in.held_out.chunks().size(), for_gates(gates_, 0.0)) {
    if (in.gate_deciles) gate_counts_.assign(pieces, for_gates(gates_, ShareHistogram()));
    all_.outputs.assign(in.held_out.problem().tasks.size(), std::vector<float>(in.held_out.size()));
  }

  void predict(std::size_t piece, std::size_t pieces, Workspace<float>& ws) {
    const auto& chunks = in_.held_out.chunks();
    ws.clear_noise();
    for (std::size_t c = piece; c < chunks.size(); c += pieces) {
      if (interrupted()) throw Interrupted();
      ws.set_batch(chunks[c].size());
      in_.model.forward(in_.theta, chunks[c], ws);
      keep_outputs(c, ws);
      keep_gates(c, piece, ws);
    }
  }

  Predictions finish() {
    all_.mean_gates = for_gates(gates_, 0.0);
    const auto n = static_cast<double>(in_.held_out.size());
    for (std::size_t k = 0; k < all_.mean_gates.size(); ++k) {
      for (std::size_t i = 0; i < all_.mean_gates[k].size(); ++i) {
        for (const auto& of_chunk : gate_sums_) all_.mean_gates[k][i] += of_chunk[k][i] / n;
      }
    }
    if (in_.gate_deciles) add_deciles();
    return std::move(all_);
  }

 private:
  void keep_outputs(std::size_t chunk, const Workspace<float>& ws) {
    const auto outputs = ws[in_.model.output().value];  // [K x B]
    const auto first = static_cast<std::ptrdiff_t>(chunk) * HeldOut::kChunk;
    for (std::size_t k = 0; k < all_.outputs.size(); ++k) {
      const auto row = outputs.row(static_cast<Index>(k));
      std::copy(row.begin(), row.end(), all_.outputs[k].begin() + first);
    }
  }

  void keep_gates(std::size_t chunk, std::size_t piece, const Workspace<float>& ws) {
    for (std::size_t k = 0; k < gates_.size(); ++k) {
      const auto gate = ws[gates_[k]];  // [n x B]
      for (std::size_t i = 0; i < gate_sums_[chunk][k].size(); ++i) {
        const auto weights = gate.row(static_cast<Index>(i));
        gate_sums_[chunk][k][i] = weights.cast<double>().sum();
        if (!in_.gate_deciles) continue;
        for (const float weight : weights) gate_counts_[piece][k][i].add(weight);
      }
    }
  }

  void add_deciles() {
    all_.gate_deciles = for_gates(gates_, std::vector<double>());
    for (std::size_t k = 0; k < all_.gate_deciles.size(); ++k) {
      for (std::size_t i = 0; i < all_.gate_deciles[k].size(); ++i) {
        ShareHistogram weights;
        for (const auto& of_piece : gate_counts_) weights.add(of_piece[k][i]);
        for (int tenth = 1; tenth <= 9; ++tenth) {
          all_.gate_deciles[k][i].push_back(weights.quantile(tenth / 10.0));
        }
      }
    }
  }

  const PredictionInput& in_;
  const std::vector<Buffer> gates_;
  Predictions all_;
  std::vector<ByExpert<double>> gate_sums_;            // by chunk
  std::vector<ByExpert<ShareHistogram>> gate_counts_;  // by piece; none unless asked for
};

}  // namespace

Predictions predict(const PredictionInput& in, std::span<Workspace<float>> workspaces,
                    ThreadTeam& team) {
  Prediction prediction(in, workspaces.size());
  team.run(workspaces.size(), [&](std::size_t piece) {
    prediction.predict(piece, workspaces.size(), workspaces[piece]);
  });
  return prediction.finish();
}

}  // namespace mmoe
