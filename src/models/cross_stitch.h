// SPDX-License-Identifier: Apache-2.0
// Cross-Stitch, Sec. 6.1 of the paper (Misra et al. 2016): one network per task; after every
// hidden layer the K activations are mixed by a learned K x K matrix A (cross_stitch.cpp). A = I
// is Single-Task. Each network has embeddings of its own: only activations are stitched.
#pragma once

#include <memory>
#include <vector>

#include "models/model.h"
#include "models/options.h"
#include "nn/input_layer.h"
#include "nn/perceptrons.h"

namespace mmoe {

struct CrossStitchOptions : BottomOptions {
  /// Initial A: `own` on its diagonal, the remainder to 1 divided equally among the other tasks
  /// (Misra et al. start from 0.9 and 0.1). 1 = identity.
  double own = 0.9;

  Fields fields();
};

template <typename Scalar>
class CrossStitch final : public Model<Scalar> {
 public:
  using Options = CrossStitchOptions;
  CrossStitch(const Options& options, const Problem& problem);

  Activations output() const override { return stages_.back()->output(); }
  void forward(const View<Scalar>& theta, const Batch<Scalar>& batch,
               Workspace<Scalar>& ws) const override;
  void backward(const View<Scalar>& theta, const Batch<Scalar>& batch, Workspace<Scalar>& ws,
                MutableView<Scalar> gradient) const override;
  void initialise(Scheme scheme, const Stream& stream, MutableView<Scalar> theta) const override;

 private:
  struct Stitch {
    Index block;         // A [K x K]
    Activations before;  // x, task after task    [K h x B]
    Activations after;   // x~
  };
  void stitch_forward(const Stitch& stitch, const View<Scalar>& theta, Workspace<Scalar>& ws) const;
  void stitch_backward(const Stitch& stitch, const View<Scalar>& theta, Workspace<Scalar>& ws,
                       MutableView<Scalar>& gradient) const;

  Index tasks_;  // K
  double own_;
  InputLayer input_;                                  // hidden layer 0 of all K networks
  std::vector<Stitch> stitches_;                      // one after each hidden layer
  std::vector<std::unique_ptr<Perceptrons>> stages_;  // stage l reads stitch l: the next layer
};

}  // namespace mmoe
