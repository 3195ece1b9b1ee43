// SPDX-License-Identifier: Apache-2.0
// The layer that reads the batch. All first layers of a model (every expert, every gate, every
// task's network) are rows of one weight matrix W [rows x d], so that one product serves them
// all. Dense inputs are multiplied; for sparse inputs nn/sparse_product touches only the columns
// of those that are set, and if the problem embeds them, nn/embedding reads its tables instead.
// No gradient of the dense inputs is ever needed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "math/activation.h"
#include "nn/activations.h"
#include "nn/batch.h"
#include "nn/dropout.h"
#include "nn/embedding.h"
#include "nn/layout.h"
#include "nn/problem.h"

namespace mmoe {

/// Identical layers of `units` outputs, side by side.
struct InputGroup {
  std::vector<Member> members;
  std::string weights = ".W0";  // suffix of the block's name
  std::string biases = ".b0";   // likewise; empty = no bias
  Index units = 1;
  Role role = Role::kHidden;
  Activation activation = Activation::kIdentity;
  double dropout = 0;  // nn/dropout.h

  Index rows() const { return std::ssize(members) * units; }
  std::vector<RowsOf> weight_rows() const;
  std::vector<RowsOf> bias_rows() const;
};

class InputLayer {
 public:
  InputLayer(Layout& layout, BufferPlan& plan, const Problem& problem,
             std::vector<InputGroup> groups, Tables tables = Tables::kShared);

  /// Returns all groups' outputs, one below another [rows x B], and their gradient.
  const Activations& outputs() const { return all_; }
  /// Returns the outputs of group g.
  const Activations& output(Index group) const { return outputs_[static_cast<std::size_t>(group)]; }

  /// Y = f(W X + b), group by group.
  template <typename Scalar>
  void forward(const View<Scalar>& theta, const Batch<Scalar>& batch, Workspace<Scalar>& ws) const;

  /// Reads each output's gradient (dLoss/dY), overwrites it by dLoss/dZ, adds to d_W, d_b and
  /// the gradient of embeddings.
  template <typename Scalar>
  void backward(const View<Scalar>& theta, const Batch<Scalar>& batch, Workspace<Scalar>& ws,
                MutableView<Scalar>& gradient) const;

 private:
  /// Calls use(block, row of W that its first number belongs to) for each group's biases.
  template <typename Use>
  void for_each_bias(const Use& use) const;

  std::vector<InputGroup> groups_;
  std::vector<Activations> outputs_;
  std::vector<Dropout> dropouts_;  // of each group
  std::vector<Index> biases_;      // stack of group g, or -1
  const Layout& layout_;
  Index dense_inputs_;
  bool combines_;        // sparse inputs by nn/sparse_product, which adds the biases too
  Index weights_;        // stack W [rows x d]
  Index products_ = -1;  // of its dense columns
  Activations all_;      // [rows x B], the groups' outputs one below another
  Buffer combined_;      // scratch of products with sparse inputs
  Buffer row_biases_;    // its first `rows` numbers: the biases of all rows, or their gradient
  std::optional<Embedding> embedding_;
};

}  // namespace mmoe
