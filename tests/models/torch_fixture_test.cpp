// SPDX-License-Identifier: Apache-2.0
// A second oracle: outputs, losses and gradients that PyTorch computed for each model
// (tests/fixtures/torch/make_torch_fixture.py).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>

#include "model_test_name.h"
#include "models/registry.h"
#include "nn/objective.h"
#include "paths.h"
#include "test_maps.h"

namespace mmoe {
namespace {

using nlohmann::json;

constexpr double kTorchTolerance = 1e-10;

Matrix<double> matrix(const json& rows) {
  Matrix<double> m(rows.size(), rows.at(0).size());
  for (Index r = 0; r < m.rows(); ++r) {
    for (Index c = 0; c < m.cols(); ++c) m(r, c) = rows[r][c];
  }
  return m;
}

/// A block as the fixture holds it. Here the Tucker factors U1 and S stand transposed, and biases
/// are named after their layer.
Matrix<double> block_of(const json& blocks, const std::string& name) {
  if (name.ends_with(".U1") || name.ends_with(".S")) return matrix(blocks.at(name)).transpose();
  if (name.starts_with("layer") && name.find(".b") != std::string::npos) {
    int layer = 0;
    int task = 0;
    std::sscanf(name.c_str(), "layer%d.b%d", &layer, &task);
    return matrix(blocks.at(fmt::format("task{}.b{}", task, layer)));
  }
  return matrix(blocks.at(name));
}

json options_of(const json& fixture) {
  json options = fixture["options"];
  options["activation"] = fixture["activation"];
  if (options.contains("ranks")) {
    for (int i = 0; i < 3; ++i) options[fmt::format("r{}", i + 1)] = options["ranks"][i];
    options.erase("ranks");
  }
  return options;
}

Problem problem_of(const json& fixture) {
  Problem problem{static_cast<Index>(fixture["inputs"].size()), 0, {}};
  for (const std::string kind : fixture["tasks"]) {
    problem.tasks.push_back(
        {kind, kind == "regression" ? TaskKind::kRegression : TaskKind::kBinary});
  }
  return problem;
}

void expect_equal(const json& fixture) {
  const Problem problem = problem_of(fixture);
  const auto model =
      find_model(fixture["model"], "fixture").make_double(options_of(fixture), problem);
  const Layout& layout = model->layout();
  ASSERT_EQ(layout.blocks().size(), fixture["parameters"].size());
  Vector<double> theta = Vector<double>::Zero(layout.size());
  auto to_fill = mutable_view(theta);
  for (const Block& block : layout.blocks()) {
    weights<double>(to_fill, block) = block_of(fixture["parameters"], block.name);
  }
  Batch<double> batch;
  batch.dense = matrix(fixture["inputs"]);
  batch.labels = matrix(fixture["labels"]);
  Workspace<double> ws(model->plan(), batch.size());
  model->forward(view(theta), batch, ws);
  EXPECT_LT((ws[model->output().value] - matrix(fixture["outputs"])).cwiseAbs().maxCoeff(),
            kTorchTolerance);

  MultiTaskLoss<double> multi_task_loss(problem.tasks);
  double loss = multi_task_loss(ws[model->output().value], batch, ws[model->output().gradient]);
  Vector<double> gradient = Vector<double>::Zero(theta.size());
  model->backward(view(theta), batch, ws, mutable_view(gradient));
  loss += model->penalty(view(theta), batch, ws, mutable_view(gradient));
  EXPECT_NEAR(loss, fixture["loss"].get<double>(), kTorchTolerance);
  const auto& losses = multi_task_loss.losses();
  for (std::size_t k = 0; k < losses.size(); ++k) {
    EXPECT_NEAR(losses[k], fixture["task_losses"][k].get<double>(), kTorchTolerance);
  }
  for (const Block& block : layout.blocks()) {
    const Matrix<double> expected = block_of(fixture["gradients"], block.name);
    EXPECT_LT((weights<double>(view(gradient), block) - expected).cwiseAbs().maxCoeff(),
              kTorchTolerance)
        << block.name;
  }
}

class TorchFixture : public ::testing::TestWithParam<std::string> {};

TEST_P(TorchFixture, AgreesInOutputsLossAndGradients) {
  const auto path =
      fmt::format("{}/tests/fixtures/torch/{}.json", testing::source_dir().string(), GetParam());
  std::ifstream file(path);
  ASSERT_TRUE(file) << path;
  const json cases = json::parse(file);
  EXPECT_GE(cases.size(), 3U);
  for (const auto& [name, fixture] : cases.items()) {
    SCOPED_TRACE(name);
    expect_equal(fixture);
  }
}

INSTANTIATE_TEST_SUITE_P(Registry, TorchFixture, ::testing::ValuesIn(model_names()),
                         testing::model_test_name);

}  // namespace
}  // namespace mmoe
