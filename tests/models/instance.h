// SPDX-License-Identifier: Apache-2.0
// A model with its parameters, on a problem of three tasks that tests of models share.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "models/registry.h"
#include "nn/problem.h"
#include "test_maps.h"

namespace mmoe::testing {

inline const Problem kThreeTaskProblem{
    6,
    0,
    {{"y1", TaskKind::kRegression}, {"y2", TaskKind::kBinary}, {"y3", TaskKind::kRegression}}};

struct Instance {
  std::unique_ptr<Model<double>> model;
  Vector<double> theta;

  Instance(const std::string& name, const nlohmann::json& options,
           const Problem& problem = kThreeTaskProblem)
      : model(find_model(name, "test").make_double(options, problem)),
        theta(Vector<double>::Zero(model->layout().size())) {
    model->initialise(Scheme::kGlorotUniform, {7, Purpose::kInitialisation, 3},
                      mutable_view(theta));
  }

  MutableWeightsView<double> block(const std::string& name) {
    auto all = mutable_view(theta);
    for (const Block& b : model->layout().blocks()) {
      if (b.name == name) return weights<double>(all, b);
    }
    throw std::logic_error("no block " + name);
  }

  Matrix<double> outputs(const Batch<double>& batch) const {
    Workspace<double> ws(model->plan(), batch.size());
    model->forward(view(theta), batch, ws);
    return ws[model->output().value];
  }
};

}  // namespace mmoe::testing
