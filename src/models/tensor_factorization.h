// SPDX-License-Identifier: Apache-2.0
// Tensor-Factorization, Sec. 6.1 of the paper (Yang and Hospedales 2016): one network per task;
// every layer's stacked weights are a Tucker product of ranks (r1, r2, r3), all trained by
// back-propagation (tensor_factorization.cpp). Full ranks can represent any Single-Task networks
// over the same inputs. Embeddings are inputs, hence shared by all tasks.
#pragma once

#include <string>
#include <vector>

#include "models/model.h"
#include "models/options.h"
#include "models/tucker_layer.h"
#include "nn/input_layer.h"

namespace mmoe {

struct TensorFactorizationOptions : BottomOptions {
  std::int64_t r1 = 32;  // rank over a layer's inputs, at most as many as there are
  std::int64_t r2 = 32;  // rank over a layer's outputs, likewise
  std::int64_t r3 = 2;   // rank over the tasks, likewise
  /// Initialisation of the factors, all normal with mean 0.
  ///   scaled  U1, U2, U3 of variance 1/r1, 1/r2, 1/r3 and S of the scheme's variance for a plain
  ///           [out x in] layer: an entry of W is a sum of r1 r2 r3 products, so it has exactly the
  ///           variance it would have in a plain network, and signals keep their size.
  ///   unit    all of variance 1: W is too large by r1 r2 r3 / scheme.
  ///   small   all of standard deviation 0.01: products of four factors vanish, as do gradients.
  std::string factors = "scaled";

  Fields fields();
};

template <typename Scalar>
class TensorFactorization final : public Model<Scalar> {
 public:
  using Options = TensorFactorizationOptions;
  TensorFactorization(const Options& options, const Problem& problem);

  Activations output() const override { return layers_.back().output(); }
  void forward(const View<Scalar>& theta, const Batch<Scalar>& batch,
               Workspace<Scalar>& ws) const override;
  void backward(const View<Scalar>& theta, const Batch<Scalar>& batch, Workspace<Scalar>& ws,
                MutableView<Scalar> gradient) const override;
  void initialise(Scheme scheme, const Stream& stream, MutableView<Scalar> theta) const override;

 private:
  /// Z = U1^T X of an upper layer, task by task.
  struct Projection {
    Index block;       // U1^T [r1 x in]
    Index products;    // its products
    Activations x, z;  // [K in x B], [K r1 x B]
  };
  void project_forward(const Projection& projection, const View<Scalar>& theta,
                       Workspace<Scalar>& ws) const;
  void project_backward(const Projection& projection, const View<Scalar>& theta,
                        Workspace<Scalar>& ws, MutableView<Scalar>& gradient) const;

  Index tasks_;  // K
  std::string factors_;
  InputLayer input_;                     // Z = U1^T X of layer 0, one for all tasks
  std::vector<Projection> projections_;  // of layers 1, 2, ...
  std::vector<TuckerLayer> layers_;
};

}  // namespace mmoe
