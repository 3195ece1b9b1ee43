// SPDX-License-Identifier: Apache-2.0
// Identical multilayer perceptrons side by side: the towers of K tasks, the upper layers of n
// experts. Either all read the same input, or each reads its own slice of it.
#pragma once

#include <string>
#include <vector>

#include "math/activation.h"
#include "nn/activations.h"
#include "nn/dropout.h"
#include "nn/layout.h"

namespace mmoe {

struct PerceptronsSpec {
  std::vector<Member> members;     // "tower0", "tower1"
  std::vector<Index> hidden = {};  // widths of the hidden layers; may be empty
  bool scalar_output = false;      // one more, linear layer of width 1
  bool shared_input = false;       // all read the whole input; else each reads its own slice
  Index first_layer = 0;           // number of the first layer in block names, "tower0.W0"
  Activation activation = Activation::kRelu;
  double dropout = 0;  // of hidden units: nn/dropout.h
};

class Perceptrons {
 public:
  Perceptrons(Layout& layout, BufferPlan& plan, const Activations& input,
              const PerceptronsSpec& spec);

  /// Returns [count * last width x B], perceptron after perceptron; the input itself if there is no
  /// layer.
  const Activations& output() const { return activations_.back(); }

  /// Reads the input's value, fills the output's.
  template <typename Scalar>
  void forward(const View<Scalar>& theta, Workspace<Scalar>& ws) const;

  /// Reads the output's gradient, fills the input's, adds to the parameters' gradient.
  template <typename Scalar>
  void backward(const View<Scalar>& theta, Workspace<Scalar>& ws,
                MutableView<Scalar>& gradient) const;

 private:
  struct Layer {
    std::vector<Index> weights;   // blocks W [out x in], one per perceptron
    std::vector<Index> biases;    // blocks b [out]
    std::vector<Index> products;  // of W
    Activation activation;
    bool shared_input;
    Dropout dropout;  // none of outputs
  };
  /// Returns the part of `input` that perceptron i reads.
  Activations input_of(const Layer& layer, const Activations& input, Index i) const;

  const Layout& layout_;
  Index count_;
  std::vector<Layer> layers_;
  std::vector<Activations> activations_;  // input, then each layer's output
};

}  // namespace mmoe
