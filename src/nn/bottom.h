// SPDX-License-Identifier: Apache-2.0
// The bottom f of Sec. 3.1 of the paper: hidden layers that all tasks share, the first of which
// reads the batch.
#pragma once

#include "nn/input_layer.h"
#include "nn/perceptrons.h"

namespace mmoe {

struct BottomSpec {
  std::vector<Index> hidden;  // widths, at least one
  Activation activation = Activation::kRelu;
  double dropout = 0;  // nn/dropout.h
};

class Bottom {
 public:
  Bottom(Layout& layout, BufferPlan& plan, const Problem& problem, const BottomSpec& spec);

  /// Returns f(x) [h x B].
  const Activations& output() const { return upper_.output(); }

  template <typename Scalar>
  void forward(const View<Scalar>& theta, const Batch<Scalar>& batch, Workspace<Scalar>& ws) const;

  /// Reads the output's gradient; adds to the parameters' gradient.
  template <typename Scalar>
  void backward(const View<Scalar>& theta, const Batch<Scalar>& batch, Workspace<Scalar>& ws,
                MutableView<Scalar>& gradient) const;

 private:
  InputLayer first_;
  Perceptrons upper_;
};

}  // namespace mmoe
