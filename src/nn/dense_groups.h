// SPDX-License-Identifier: Apache-2.0
// The counterpart of nn/input_layer for layers that read activations: groups of identical layers
// side by side, each group with its own input.
#pragma once

#include <vector>

#include "nn/input_layer.h"

namespace mmoe {

class DenseGroups {
 public:
  /// Group g reads inputs[g]; several may read the same.
  DenseGroups(Layout& layout, BufferPlan& plan, std::vector<Activations> inputs,
              std::vector<InputGroup> groups);

  /// Returns all groups' outputs, one below another [rows x B].
  const Activations& outputs() const { return all_; }

  /// Y = f(W X + b), group by group. The batch is unused: it gives both kinds of levels the same
  /// interface.
  template <typename Scalar>
  void forward(const View<Scalar>& theta, const Batch<Scalar>& batch, Workspace<Scalar>& ws) const;

  /// Reads the outputs' gradient (dLoss/dY), overwrites it by dLoss/dZ, fills each input's gradient
  /// and adds to d_W and d_b.
  template <typename Scalar>
  void backward(const View<Scalar>& theta, const Batch<Scalar>& batch, Workspace<Scalar>& ws,
                MutableView<Scalar>& gradient) const;

 private:
  struct Group {
    Activations input, output;
    Index weights, biases;  // stacks W [rows x in] and b [rows], or -1
    Index products;         // of W
    Activation activation;
    Dropout dropout;
  };
  const Layout& layout_;
  Activations all_;
  std::vector<Group> groups_;
};

}  // namespace mmoe
