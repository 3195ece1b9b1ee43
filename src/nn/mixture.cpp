// SPDX-License-Identifier: Apache-2.0
#include "nn/mixture.h"

namespace mmoe {

template <typename Scalar>
void mixture_forward(const Eigen::Ref<const Matrix<Scalar>>& g,
                     const Eigen::Ref<const Matrix<Scalar>>& experts,
                     Eigen::Ref<Matrix<Scalar>> f) {
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
void mixture_backward_gate(const Eigen::Ref<const Matrix<Scalar>>& experts,
                           const Eigen::Ref<const Matrix<Scalar>>& d_f,
                           Eigen::Ref<Matrix<Scalar>> d_g) {
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
void mixture_backward_experts(const Eigen::Ref<const Matrix<Scalar>>& g,
                              const Eigen::Ref<const Matrix<Scalar>>& d_f,
                              Eigen::Ref<Matrix<Scalar>> d_experts) {
  const Index h = d_f.rows();
  for (Index i = 0; i < g.rows(); ++i) {
    for (Index u = 0; u < h; ++u) {
      d_experts.row(i * h + u).array() += g.row(i).array() * d_f.row(u).array();
    }
  }
}

#define MMOE_INSTANTIATE(Scalar)                                                          \
  template void mixture_forward<Scalar>(const Eigen::Ref<const Matrix<Scalar>>&,          \
                                        const Eigen::Ref<const Matrix<Scalar>>&,          \
                                        Eigen::Ref<Matrix<Scalar>>);                      \
  template void mixture_backward_gate<Scalar>(const Eigen::Ref<const Matrix<Scalar>>&,    \
                                              const Eigen::Ref<const Matrix<Scalar>>&,    \
                                              Eigen::Ref<Matrix<Scalar>>);                \
  template void mixture_backward_experts<Scalar>(const Eigen::Ref<const Matrix<Scalar>>&, \
                                                 const Eigen::Ref<const Matrix<Scalar>>&, \
                                                 Eigen::Ref<Matrix<Scalar>>);
MMOE_INSTANTIATE(float)
MMOE_INSTANTIATE(double)
#undef MMOE_INSTANTIATE

}  // namespace mmoe
