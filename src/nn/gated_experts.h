// SPDX-License-Identifier: Apache-2.0
// A level of experts under gates, Eq. 5, 7 and 8 of the paper. Its experts and gates read the
// batch, or the outputs of the level below; a gate weights all experts or those of some groups.
// (MMoE is one level with one gate per task that sees every expert; PLE (Tang et al. 2020) has
// several levels and task-specific experts.)
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "nn/bottom.h"
#include "nn/dense_groups.h"
#include "nn/input_layer.h"
#include "nn/mixture.h"
#include "nn/perceptrons.h"

namespace mmoe {

/// Experts of the same owner and input.
struct ExpertGroup {
  std::vector<Member> members;
  Index input = 0;  // which of the level's inputs they read; level 1 has only the batch
};

/// Gates that see the same experts and read the same input.
struct GateGroup {
  std::vector<Member> members;
  Index input = 0;
  std::vector<Index> sees =
      {};  // numbers of expert groups, in the order of the weights; empty: all
};

struct GatedExpertsSpec {
  std::vector<ExpertGroup> experts;
  std::vector<GateGroup> gates;
  std::vector<Index> hidden;  // widths of each expert's layers, at least one
  /// Widths of hidden layers between the batch and the level, shared by all experts and gates: the
  /// level then takes the place of a bottom's top layer (Sec. 6.4). Empty = the level reads the
  /// batch.
  std::vector<Index> bottom = {};
  Activation activation = Activation::kRelu;
  double dropout = 0;      // of the experts' units: nn/dropout.h
  bool gate_bias = false;  // the paper's gates have none
};

/// Letters: n experts of h units, G gates, B examples.
class GatedExperts {
 public:
  /// A level that reads the batch, or a bottom that does.
  GatedExperts(Layout& layout, BufferPlan& plan, const Problem& problem,
               const GatedExpertsSpec& spec);
  /// A level above others, which reads `inputs`; each of them may have any number of readers.
  GatedExperts(Layout& layout, BufferPlan& plan, const std::vector<Activations>& inputs,
               const GatedExpertsSpec& spec);

  /// f, gate after gate [G h x B].
  const Activations& output() const { return mixed_; }
  /// Gate g's weights after a forward pass, one row per expert that it sees, and their gradient.
  const Activations& gate(Index g) const { return gates_[static_cast<std::size_t>(g)]; }
  Index gate_count() const { return std::ssize(gates_); }

  template <typename Scalar>
  void forward(const View<Scalar>& theta, const Batch<Scalar>& batch, Workspace<Scalar>& ws) const;

  /// Reads the output's gradient; adds to the parameters' gradient. A level above others fills
  /// (rather than adds to) its inputs' gradients.
  template <typename Scalar>
  void backward(const View<Scalar>& theta, const Batch<Scalar>& batch, Workspace<Scalar>& ws,
                MutableView<Scalar>& gradient) const;

 private:
  using FirstLayers = std::variant<InputLayer, DenseGroups>;
  /// What stands between the batch and the experts' upper layers.
  struct Lower {
    std::optional<Bottom> bottom;
    FirstLayers first;
  };
  static Lower lower_layers(Layout& layout, BufferPlan& plan, const Problem& problem,
                            const GatedExpertsSpec& spec);
  GatedExperts(Layout& layout, BufferPlan& plan, Lower lower, const GatedExpertsSpec& spec);

  /// The gates of one group and their mixtures of the experts.
  struct Mixtures {
    MixtureSpec spec;
    Activations gates, output;
  };

  std::optional<Bottom> bottom_;
  FirstLayers first_;               // first layers of all experts, and W_g x of all gates
  Perceptrons experts_;             // the experts' upper layers                 [n h x B]
  Activations mixed_;               // f of all gates
  std::vector<Mixtures> mixtures_;  // by group of gates
  std::vector<Activations> gates_;  // by gate
};

}  // namespace mmoe
