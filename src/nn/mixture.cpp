// SPDX-License-Identifier: Apache-2.0
#include "nn/mixture.h"

namespace mmoe {

template <typename Scalar>
void mixture_forward(const MatrixRef<Scalar>& g, const MatrixRef<Scalar>& experts,
                     MutableMatrixRef<Scalar> f) {
  const Index h = f.rows();
  for (Index u = 0; u < h; ++u) {
    auto unit = f.row(u).array();
    unit = g.row(0).array() * experts.row(u).array();
    for (Index i = 1; i < g.rows(); ++i) {
      unit += g.row(i).array() * experts.row(i * h + u).array();
    }
  }
}

template <typename Scalar>
void mixture_backward_gate(const MatrixRef<Scalar>& experts, const MatrixRef<Scalar>& d_f,
                           MutableMatrixRef<Scalar> d_g) {
  const Index h = d_f.rows();
  for (Index i = 0; i < d_g.rows(); ++i) {
    auto d_weight = d_g.row(i).array();
    d_weight = d_f.row(0).array() * experts.row(i * h).array();
    for (Index u = 1; u < h; ++u) {
      d_weight += d_f.row(u).array() * experts.row(i * h + u).array();
    }
  }
}

template <typename Scalar>
void mixture_backward_experts(const MatrixRef<Scalar>& g, const MatrixRef<Scalar>& d_f,
                              MutableMatrixRef<Scalar> d_experts) {
  const Index h = d_f.rows();
  for (Index i = 0; i < g.rows(); ++i) {
    for (Index u = 0; u < h; ++u) {
      d_experts.row(i * h + u).array() += g.row(i).array() * d_f.row(u).array();
    }
  }
}

#define MMOE_INSTANTIATE(Scalar)                                                                  \
  template void mixture_forward<Scalar>(const MatrixRef<Scalar>&, const MatrixRef<Scalar>&,       \
                                        MutableMatrixRef<Scalar>);                                \
  template void mixture_backward_gate<Scalar>(const MatrixRef<Scalar>&, const MatrixRef<Scalar>&, \
                                              MutableMatrixRef<Scalar>);                          \
  template void mixture_backward_experts<Scalar>(                                                 \
      const MatrixRef<Scalar>&, const MatrixRef<Scalar>&, MutableMatrixRef<Scalar>);
MMOE_INSTANTIATE(float)
MMOE_INSTANTIATE(double)
#undef MMOE_INSTANTIATE

}  // namespace mmoe
