// SPDX-License-Identifier: Apache-2.0
// A multi-task network is two functions over flat parameters. A model owns no weights and has no
// state: its constructor lays out named blocks of theta and plans the buffers of a workspace.
#pragma once

#include <vector>

#include "math/random.h"
#include "nn/activations.h"
#include "nn/batch.h"
#include "nn/initialise.h"
#include "nn/layout.h"
#include "nn/problem.h"

namespace mmoe {

/// K scalar outputs for each of B examples. Source: Sec. 3.1, 4 and 6.1 of the paper.
template <typename Scalar>
class Model {
 public:
  Model() = default;
  virtual ~Model() = default;
  Model(const Model&) = delete;  // layers refer to layout_
  Model& operator=(const Model&) = delete;

  const Layout& layout() const { return layout_; }
  const BufferPlan& plan() const { return plan_; }

  /// Returns y_k(x) in row k, [K x B]: a value for a regression task, a logit for a binary one.
  virtual Activations output() const = 0;

  /// Fills output().value from the batch.
  virtual void forward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                       Workspace<Scalar>& ws) const = 0;

  /// Adds dLoss/dtheta to `gradient`, given dLoss/doutput in output().gradient and the workspace
  /// that forward filled for the same batch. May be called several times after one forward pass:
  /// with dL_k/doutput in row k and zeros elsewhere it adds the gradient of task k's loss alone,
  /// and 0 to blocks that another task owns (Block::owner).
  virtual void backward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                        Workspace<Scalar>& ws, MutableView<Scalar> gradient) const = 0;

  /// Returns a penalty on the parameters (L2-Constrained) or on the activations that forward left
  /// in the workspace, and adds its gradient, for which it may run backward passes of its own.
  /// Called once per step, after the tasks' backward. 0 unless overridden.
  virtual Scalar penalty(const View<Scalar>& /*theta*/, const Batch<Scalar>& /*batch*/,
                         Workspace<Scalar>& /*ws*/, MutableView<Scalar> /*gradient*/) const {
    return 0;
  }

  /// Returns whether the penalty has a gradient in rows of embedding tables that the batch does not
  /// read: updates that touch only the others cannot follow it.
  virtual bool penalises_all_rows() const { return false; }

  /// Initialises weights by the scheme and biases to 0. Models with other blocks override it.
  virtual void initialise(Scheme scheme, const Stream& stream, MutableView<Scalar> theta) const {
    for (const Block& block : layout_.blocks()) {
      if (block.role != Role::kBias) initialise_block<Scalar>(scheme, block, stream, theta);
    }
  }

  /// Returns the softmax gates after a forward pass, one entry per task: the weights [n x B] that
  /// task k gives its experts. Empty for models without gates.
  virtual std::vector<Buffer> gates() const { return {}; }

 protected:
  Layout layout_;
  BufferPlan plan_;
};

}  // namespace mmoe
